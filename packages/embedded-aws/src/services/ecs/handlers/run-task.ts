import type { RunTaskRequest, TaskDefinition } from '@aws-sdk/client-ecs';

import { describeTask } from '../runtime/describe-task';
import { startTask } from '../runtime/start-task';
import type { TaskOptions } from '../runtime/task-shape';
import { AwsError } from '../../../gateway/aws-error';
import { callOperation } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, jsonAnswer, jsonOf } from '../../../gateway/json';

/** Runs single tasks on Fargate, and leaves what is to run on instances to moto. */
export const singleTasks: Handler = {
  service: 'ecs',
  operations: ['RunTask'],
  handle: async (request, next, { moto, runtime }) => {
    const input = jsonOf(request) as Partial<RunTaskRequest>;
    const { cluster = 'default', taskDefinition } = input;
    if (!isFargate(input)) return next(request);
    const defined = await callOperation(request, moto, 'DescribeTaskDefinition', { taskDefinition });
    const clusters = await callOperation(request, moto, 'DescribeClusters', { clusters: [cluster] });
    const [found] = asList(clusters?.['clusters']).map(asObject);
    if (defined === undefined || found === undefined) return next(request);
    const { account, scope } = request;
    const options = {
      place: { account, scope: { region: scope.region } },
      clusterArn: asText(found['clusterArn']),
      createdAt: runtime.clock.now(),
      ...optionsOf(input, asObject(defined['taskDefinition'])),
    };
    const tasks = Array.from({ length: input.count ?? 1 }, () => startTask(runtime, options));
    return jsonAnswer({ tasks: tasks.map(describeTask), failures: [] });
  },
};

function isFargate({ launchType, capacityProviderStrategy = [] }: Partial<RunTaskRequest>): boolean {
  return (
    launchType === 'FARGATE' ||
    capacityProviderStrategy.some(({ capacityProvider }) => capacityProvider?.startsWith('FARGATE'))
  );
}

/** @throws AwsError InvalidParameterException if the task has no network */
function optionsOf(
  input: Partial<RunTaskRequest>,
  definition: TaskDefinition,
): Omit<TaskOptions, 'place' | 'clusterArn' | 'createdAt'> {
  const { subnets: [subnet] = [], securityGroups = [] } = input.networkConfiguration?.awsvpcConfiguration ?? {};
  if (subnet === undefined) {
    const message = "Network Configuration must be provided when networkMode 'awsvpc' is specified.";
    throw new AwsError('InvalidParameterException', message);
  }
  const capacityProviderName = input.capacityProviderStrategy?.[0]?.capacityProvider;
  return {
    definition,
    group: input.group ?? `family:${definition.family ?? ''}`,
    ...(input.startedBy !== undefined && { startedBy: input.startedBy }),
    ...(capacityProviderName !== undefined && { capacityProviderName }),
    platformVersion: input.platformVersion ?? 'LATEST',
    network: { subnet, securityGroups },
    loadBalancers: [],
    overrides: input.overrides ?? {},
    enableExecuteCommand: input.enableExecuteCommand ?? false,
    tags: input.tags ?? [],
    observer: UNWATCHED,
  };
}

const UNWATCHED: TaskOptions['observer'] = {
  changed: () => undefined,
  becameHealthy: () => undefined,
  report: () => undefined,
};
