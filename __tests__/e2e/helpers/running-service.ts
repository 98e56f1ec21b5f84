import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
  type ECSClient,
} from '@aws-sdk/client-ecs';

/** A deployed service as AWS knows it, and the client that reaches it. */
export interface RunningService {
  readonly ecs: ECSClient;
  readonly cluster: string;
  readonly service: string;
  readonly family: string;
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
