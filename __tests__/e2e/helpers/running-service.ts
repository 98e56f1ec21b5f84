import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
  ECSClient,
} from '@aws-sdk/client-ecs';
import { stackOutputs } from '../../../cli/rehearse/stack-outputs';
import type { RehearsedPlatform } from './rehearsed-platform';

/** A deployed service as AWS knows it, and the client that reaches it. */
export interface RunningService {
  readonly ecs: ECSClient;
  readonly cluster: string;
  readonly service: string;
  readonly family: string;
}

/** The service `hello` in an environment. */
export async function runningService(deployed: RehearsedPlatform, environment: string): Promise<RunningService> {
  const cluster = await stackOutputs(deployed.workspace, `${environment}-cluster`);
  const service = await stackOutputs(deployed.workspace, `${environment}-hello`);
  return {
    ecs: deployed.client(ECSClient),
    cluster: cluster('cluster_name'),
    service: service('service_name'),
    family: service('task_definition_family'),
  };
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
