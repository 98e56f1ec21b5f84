import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
  type ECSClient,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** A deployed service as AWS knows it, and the clients that reach it. */
export interface RunningService {
  readonly ecs: ECSClient;
  readonly ssm: SSMClient;
  readonly cluster: string;
  readonly service: string;
  readonly family: string;
  readonly imageParameter: string;
}

/** What a service runs. */
export interface Release {
  readonly revision: number | undefined;
  readonly cpu: string | undefined;
  readonly image: string | undefined;
}

/** The revision that the service runs. */
export async function releaseOf({ ecs, cluster, service }: RunningService): Promise<Release> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: services?.[0]?.taskDefinition }),
  );
  return {
    revision: taskDefinition?.revision,
    cpu: taskDefinition?.cpu,
    image: taskDefinition?.containerDefinitions?.[0]?.image,
  };
}

/** How many revisions of its task definition are active. */
export async function revisionCount({ ecs, family }: RunningService): Promise<number> {
  const { taskDefinitionArns } = await ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: family }));
  return taskDefinitionArns?.length ?? 0;
}

/**
 * Delivers an image as the pipeline does: its deploy action registers the revision that runs anew, with the image, and
 * updates the service; its record action writes the parameter.
 */
export async function deliver(running: RunningService, image: string): Promise<void> {
  const { ecs, ssm, cluster, service, family, imageParameter } = running;
  const { taskDefinition, tags } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: family, include: ['TAGS'] }),
  );
  if (taskDefinition === undefined) throw new Error(`there is no task definition ${family}`);
  const next = { ...registrable(taskDefinition, image), family, tags };
  const registered = await ecs.send(new RegisterTaskDefinitionCommand(next));
  const taskDefinitionArn = registered.taskDefinition?.taskDefinitionArn;
  await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: taskDefinitionArn }));
  await ssm.send(new PutParameterCommand({ Name: imageParameter, Value: image, Overwrite: true }));
}

/** The parts of a task definition that are not AWS's to give, with another image. */
function registrable(
  taskDefinition: TaskDefinition,
  image: string,
): Omit<TaskDefinition, 'family'> & {
  containerDefinitions: NonNullable<TaskDefinition['containerDefinitions']>;
} {
  const { taskRoleArn, executionRoleArn, networkMode, requiresCompatibilities, cpu, memory, runtimePlatform } =
    taskDefinition;
  return {
    taskRoleArn,
    executionRoleArn,
    networkMode,
    requiresCompatibilities,
    cpu,
    memory,
    runtimePlatform,
    containerDefinitions: (taskDefinition.containerDefinitions ?? []).map((container) => ({ ...container, image })),
  };
}
