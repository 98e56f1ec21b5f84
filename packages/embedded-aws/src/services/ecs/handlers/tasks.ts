import { describeTask } from '../runtime/describe-task';
import { type Task, tasks } from '../runtime/task';
import { arnOf } from '../../../gateway/arn';
import { succeeded, withInput, withOutput } from '../../../gateway/calls';
import type { Handler, HandlerContext } from '../../../gateway/handler';
import { asList, asObject, asText, jsonAnswer, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';

/** Lists tasks that run here, after those that moto has. */
export const listedTasks: Handler = {
  service: 'ecs',
  operations: ['ListTasks'],
  handle: async (request, next, context) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const input = jsonOf(request);
    const listed = tasksOf(request, context).filter((task) => isListed(task, input));
    const { taskArns, ...output } = jsonOf(answer);
    return withOutput(answer, { ...output, taskArns: [...asList(taskArns), ...listed.map(({ arn }) => arn)] });
  },
};

/** Source: Amazon ECS API Reference, "ListTasks". */
function isListed(task: Task, input: JsonObject): boolean {
  const {
    serviceName,
    family,
    startedBy,
    containerInstance,
    launchType = 'FARGATE',
    desiredStatus = 'RUNNING',
  } = input;
  const { group, definition, startedBy: starter } = task.options;
  return (
    task.desiredStatus === desiredStatus &&
    launchType === 'FARGATE' &&
    containerInstance === undefined &&
    (serviceName === undefined || group === `service:${nameOf(serviceName)}`) &&
    (family === undefined || definition.family === family) &&
    (startedBy === undefined || starter === startedBy)
  );
}

/** Describes tasks that run here, and leaves the others to moto. */
export const describedTasks: Handler = {
  service: 'ecs',
  operations: ['DescribeTasks'],
  handle: async (request, next, context) => {
    const input = jsonOf(request);
    const wanted = asList(input['tasks']).map(asText);
    const found = tasksOf(request, context).filter(({ arn, id }) => wanted.includes(arn) || wanted.includes(id));
    const others = wanted.filter((name) => !found.some(({ arn, id }) => name === arn || name === id));
    const isTagged = asList(input['include']).includes('TAGS');
    const described = found.map((task) => ({ ...describeTask(task), ...(!isTagged && { tags: [] }) }));
    if (others.length === 0 && wanted.length > 0) return jsonAnswer({ tasks: described, failures: [] });
    const answer = await next(withInput(request, { ...input, tasks: others }));
    if (!succeeded(answer)) return answer;
    const rest = asList(jsonOf(answer)['tasks']).map((task) => asText(asObject(task)['taskArn']));
    const missing = others.filter((name) => !rest.some((arn) => nameOf(arn) === nameOf(name)));
    return withOutput(answer, {
      tasks: [...described, ...asList(jsonOf(answer)['tasks'])],
      failures: missing.map((name) => ({ arn: arnOfTask(request, name), reason: 'MISSING' })),
    });
  },
};

/** Stops a task that runs here. */
export const stoppedTasks: Handler = {
  service: 'ecs',
  operations: ['StopTask'],
  handle: async (request, next, context) => {
    const { task: name, reason } = jsonOf(request);
    const task = tasksOf(request, context).find(({ arn, id }) => name === arn || name === id);
    if (task === undefined) return next(request);
    const cause = {
      code: 'UserInitiated',
      reason: asText(reason) || 'Task stopped by user',
      isFailure: false,
    } as const;
    task.requestStop(cause, context.runtime.clock.now());
    return jsonAnswer({ task: describeTask(task) });
  },
};

/** The tasks of the cluster that a call names. */
function tasksOf(request: AwsRequest, { memory }: HandlerContext): Task[] {
  const cluster = nameOf(jsonOf(request)['cluster'] ?? 'default');
  return [...tasks.in(memory, request).values()].filter(({ options }) => nameOf(options.clusterArn) === cluster);
}

function arnOfTask(request: AwsRequest, name: string): string {
  const cluster = nameOf(jsonOf(request)['cluster'] ?? 'default');
  return name.startsWith('arn:') ? name : arnOf(request, 'ecs', `task/${cluster}/${name}`);
}

/** The last part of an ARN, or a name. */
function nameOf(name: unknown): string {
  return asText(name).split('/').at(-1) ?? '';
}
