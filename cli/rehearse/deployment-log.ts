import { CloudWatchLogsClient, GetLogEventsCommand, ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import {
  type ContainerDefinition,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Service,
  type Task,
} from '@aws-sdk/client-ecs';
import type { AwsSettings } from 'embedded-aws/gateway/settings';

/** How many of the last events of a service, and lines of a container, are shown. */
const EVENTS = 6;
const LINES = 30;

/**
 * What ECS says of a deployment that does not succeed: the last events of the service, how the last task ended, and the
 * end of its log.
 * @returns an empty text if the action deploys nothing to ECS
 */
export async function deploymentLog(settings: AwsSettings, { input }: ActionExecutionDetail): Promise<string> {
  const { ClusterName: cluster, ServiceName: serviceName } = input?.resolvedConfiguration ?? input?.configuration ?? {};
  if (input?.actionTypeId?.provider !== 'ECS' || cluster === undefined || serviceName === undefined) return '';
  const ecs = new ECSClient(settings);
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [serviceName] }));
  const [service] = services ?? [];
  const task = await lastStopped(ecs, cluster, serviceName);
  const lines = [...eventsOf(service), ...(task === undefined ? [] : await endOf(settings, ecs, task))];
  return lines.join('\n');
}

/** What every deployment does. */
const USUAL = /(has (started|stopped) \d+ |registered \d+ targets|has begun draining)/;

/** The oldest comes first. */
function eventsOf(service: Service | undefined): string[] {
  const messages = (service?.events ?? []).map(({ message = '' }) => message);
  return messages
    .filter((message) => !USUAL.test(message))
    .slice(0, EVENTS)
    .reverse();
}

async function lastStopped(ecs: ECSClient, cluster: string, serviceName: string): Promise<Task | undefined> {
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED' }));
  if (taskArns.length === 0) return undefined;
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns.slice(-100) }));
  const failed = tasks.filter(({ stopCode }) => stopCode !== 'ServiceSchedulerInitiated');
  return failed.sort((one, other) => timeOf(other) - timeOf(one))[0];
}

function timeOf({ createdAt }: Task): number {
  return createdAt?.getTime() ?? 0;
}

async function endOf(settings: AwsSettings, ecs: ECSClient, task: Task): Promise<string[]> {
  const id = task.taskArn?.split('/').at(-1) ?? '';
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: task.taskDefinitionArn }),
  );
  const ends = (task.containers ?? []).map(async ({ name = '', exitCode, reason }) => {
    const definition = taskDefinition?.containerDefinitions?.find((container) => container.name === name);
    const how = [
      exitCode === undefined ? '' : ` ended with exit code ${exitCode}`,
      reason === undefined ? '' : `: ${reason}`,
    ];
    return [`container ${name}${how.join('')}`, ...(await logOf(settings, definition, id))];
  });
  return [`task ${id}: ${task.stoppedReason ?? 'stopped'}`, ...(await Promise.all(ends)).flat()];
}

async function logOf(
  settings: AwsSettings,
  definition: ContainerDefinition | undefined,
  taskId: string,
): Promise<string[]> {
  const options = definition?.logConfiguration?.options ?? {};
  const prefix = options['awslogs-stream-prefix'];
  const logGroupName = options['awslogs-group'];
  if (logGroupName === undefined || prefix === undefined) return [];
  const logStreamName = `${prefix}/${definition?.name ?? ''}/${taskId}`;
  const read = new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: false });
  const { events = [] } = await new CloudWatchLogsClient(settings).send(read).catch((error: unknown) => {
    // A task that was stopped before its container started has no log stream.
    if (error instanceof ResourceNotFoundException) return { events: [] };
    throw error;
  });
  return events.slice(-LINES).map(({ message = '' }) => `  ${message.trimEnd()}`);
}
