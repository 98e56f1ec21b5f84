import { callOperation } from '../../gateway/calls';
import { asObject, asText, type JsonObject } from '../../gateway/json';
import type { RequestContext } from '../../iam/request';
import type { Call } from '../../gateway/authorization/call';
import { ask, askToPass, type Question } from '../../gateway/authorization/question';

const STARTS_TASKS = new Set(['RunTask', 'StartTask']);

/** Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Service". */
export async function ecs(call: Call): Promise<Question[]> {
  const resources = resourcesOf(call);
  return [
    ...ask(`ecs:${call.operation}`, resources, { ...contextOf(call), ...call.tags }),
    ...askToTag(call, resources),
    ...askToPass(await passedRoles(call), 'ecs-tasks.amazonaws.com'),
  ];
}

/** Operations that make something and may tag it, which needs a permission of its own (Developer Guide, "Tagging authorization"). */
const TAGS_ON_CREATION =
  /^(CreateCapacityProvider|CreateCluster|CreateService|CreateTaskSet|RegisterContainerInstance|RegisterTaskDefinition|RunTask|StartTask)$/;

function askToTag(call: Call, resources: readonly string[]): Question[] {
  if (!TAGS_ON_CREATION.test(call.operation) || !call.hasTags) return [];
  const context = { ...contextOf(call), ...call.tags, 'ecs:CreateAction': call.operation };
  return ask(
    'ecs:TagResource',
    STARTS_TASKS.has(call.operation) ? [call.arn('ecs', `task/${clusterOf(call)}/*`)] : resources,
    context,
  );
}

/** Roles of a new task definition, and those that a task gets: its definition's, or others instead. */
async function passedRoles(call: Call): Promise<string[]> {
  if (call.operation === 'RegisterTaskDefinition') return rolesOf(call.input);
  if (!STARTS_TASKS.has(call.operation)) return [];
  const input = { taskDefinition: call.text('taskDefinition') };
  const found = await callOperation(call.request, call.moto, 'DescribeTaskDefinition', input);
  return rolesOf({ ...asObject(found?.['taskDefinition']), ...asObject(call.input['overrides']) });
}

function rolesOf({ taskRoleArn, executionRoleArn }: JsonObject): string[] {
  return [asText(taskRoleArn), asText(executionRoleArn)];
}

function contextOf(call: Call): RequestContext {
  const { cluster, enableExecuteCommand, taskDefinition } = call.input;
  return {
    ...(cluster !== undefined && { 'ecs:cluster': call.arn('ecs', `cluster/${clusterOf(call)}`) }),
    ...(enableExecuteCommand !== undefined && { 'ecs:enable-execute-command': String(enableExecuteCommand === true) }),
    ...(taskDefinition !== undefined && { 'ecs:task-definition': definition(call, asText(taskDefinition)) }),
  };
}

function resourcesOf(call: Call): string[] {
  const own = RESOURCES[call.operation];
  return own === undefined ? ['*'] : own(call);
}

const cluster = (call: Call): string[] => [call.arn('ecs', `cluster/${clusterOf(call)}`)];
const services =
  (member: string) =>
  (call: Call): string[] =>
    named(call, member).map((name) => ofCluster(call, 'service', name));
const tasks =
  (member: string) =>
  (call: Call): string[] =>
    named(call, member).map((name) => ofCluster(call, 'task', name));
/** Of its history IAM is asked together with the service. */
const historyOf =
  (member: string) =>
  (call: Call): string[] =>
    call
      .texts(member)
      .flatMap((arn) => [arn, arn.replace(/:service-(deployment|revision)\/(.*)\/[^/]*$/, ':service/$2')]);
const tagged = (call: Call): string[] => [call.text('resourceArn')];

/** What operations are about; those that are not here know no resources. */
const RESOURCES: Readonly<Record<string, (call: Call) => string[]>> = {
  CreateCluster: (call) => [call.arn('ecs', `cluster/${call.text('clusterName') || 'default'}`)],
  DeleteCluster: cluster,
  DescribeClusters: (call) =>
    orAll(call.texts('clusters')).map((name) => call.arnNamed('ecs', name, `cluster/${name}`)),
  PutClusterCapacityProviders: cluster,
  UpdateCluster: cluster,
  UpdateClusterSettings: cluster,
  ListContainerInstances: cluster,
  CreateService: services('serviceName'),
  UpdateService: services('service'),
  DeleteService: services('service'),
  DescribeServices: services('services'),
  UpdateServicePrimaryTaskSet: services('service'),
  ListServiceDeployments: services('service'),
  DescribeServiceDeployments: historyOf('serviceDeploymentArns'),
  DescribeServiceRevisions: historyOf('serviceRevisionArns'),
  DescribeTasks: tasks('tasks'),
  StopTask: tasks('task'),
  GetTaskProtection: tasks('tasks'),
  UpdateTaskProtection: tasks('tasks'),
  ExecuteCommand: (call) => [...cluster(call), ...tasks('task')(call)],
  ListTasks: (call) => [ofCluster(call, 'container-instance', call.text('containerInstance') || '*')],
  RegisterTaskDefinition: (call) => [call.arn('ecs', `task-definition/${call.text('family')}:*`)],
  RunTask: (call) => [definition(call, call.text('taskDefinition'))],
  StartTask: (call) => [definition(call, call.text('taskDefinition'))],
  DeleteTaskDefinitions: (call) => call.texts('taskDefinitions').map((name) => definition(call, name)),
  TagResource: tagged,
  UntagResource: tagged,
  ListTagsForResource: tagged,
};

function orAll(names: readonly string[]): readonly string[] {
  return names.length > 0 ? names : ['*'];
}

function named(call: Call, member: string): readonly string[] {
  const several = call.texts(member);
  return several.length > 0 ? several : [call.text(member)];
}

/** Name of the cluster, which may be given as an ARN. */
function clusterOf(call: Call): string {
  return (call.text('cluster') || 'default').replace(/^.*\//, '');
}

function ofCluster(call: Call, type: string, name: string): string {
  return call.arnNamed('ecs', name, `${type}/${clusterOf(call)}/${name}`);
}

/** A family without a revision is its newest one. */
function definition(call: Call, name: string): string {
  return call.arnNamed('ecs', name, `task-definition/${name.includes(':') ? name : `${name}:*`}`);
}
