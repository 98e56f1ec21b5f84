import {
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  type ContainerDefinition,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { AwsSettings } from 'embedded-aws/gateway/settings';
import type { RehearsedPlatform } from './rehearsed-platform';
import type { RunningService } from './running-service';

/** The one container of a service that runs one task. */
export interface RunningContainer {
  readonly family: string | undefined;
  readonly container: ContainerDefinition;
  /** Settings of clients that act as a role of the task, which ECS assumes for it. */
  readonly as: (role: 'task' | 'execution') => Promise<AwsSettings>;
}

/** What a service runs now. @throws Error if it is not one task of one container */
export async function containerOf(deployed: RehearsedPlatform, service: RunningService): Promise<RunningContainer> {
  const { arn, definition } = await taskOf(service);
  const [container, ...others] = definition.containerDefinitions ?? [];
  if (container === undefined || others.length > 0) throw new Error(`${arn} has not one container`);
  const roles = { task: definition.taskRoleArn ?? '', execution: definition.executionRoleArn ?? '' };
  const { runtime, settings } = deployed.rehearsal.aws;
  return {
    family: definition.family,
    container,
    as: (role) =>
      runtime.assumeRole({
        roleArn: roles[role],
        service: 'ecs-tasks.amazonaws.com',
        sourceArn: arn,
        region: settings.region,
      }),
  };
}

async function taskOf({ ecs, cluster, service }: RunningService): Promise<{ arn: string; definition: TaskDefinition }> {
  const { taskArns } = await ecs.send(new ListTasksCommand({ cluster, serviceName: service }));
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  const [task, ...others] = tasks;
  if (task === undefined || others.length > 0) throw new Error(`${service} does not run one task`);
  const described = new DescribeTaskDefinitionCommand({ taskDefinition: task.taskDefinitionArn });
  const { taskDefinition } = await ecs.send(described);
  return { arn: task.taskArn ?? '', definition: taskDefinition ?? {} };
}
