import {
  type Deployment,
  DescribeServicesCommand,
  ECSClient,
  type Service,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';

import type { ActionContext, ActionProvider } from '../action-context';
import { ActionFailure } from '../action-failure';
import { required } from '../configuration';
import { within } from '../limit';
import { poll } from '../signalled';
import { withClient } from '../with-client';
import { readImageDefinitions } from './image-definitions';
import { registerRevision } from './task-revision';

/** Minutes that a deployment may take (CodePipeline User Guide, "Amazon ECS deploy action reference"). */
const DEFAULT_TIMEOUT_MINUTES = 60;

/**
 * Releases images to an ECS service: registers a revision of the task definition that the service has now, updates the
 * service, and waits until it runs nothing else.
 */
export const deployToEcs: ActionProvider = async (context) => {
  const cluster = required(context, 'ClusterName');
  const serviceName = required(context, 'ServiceName');
  const images = await readImageDefinitions(context);
  return withClient(new ECSClient(context.settings), async (ecs) => {
    const look = (): Promise<Service> => describeService(ecs, cluster, serviceName);
    const { taskDefinition: current = '' } = await look();
    const taskDefinition = await registerRevision(ecs, current, images);
    const { service } = await ecs.send(new UpdateServiceCommand({ cluster, service: serviceName, taskDefinition }));
    const deployment = primaryOf(service ?? {})?.id ?? '';
    context.run.externalExecutionId = deployment;
    await untilDeployed(context, { deployment, taskDefinition, look });
    return { summary: `Service ${serviceName} runs ${taskDefinition}` };
  });
};

async function describeService(ecs: ECSClient, cluster: string, serviceName: string): Promise<Service> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [serviceName] }));
  const service = services?.find(({ status }) => status !== 'INACTIVE');
  if (service !== undefined) return service;
  throw new ActionFailure('ConfigurationError', `There is no service ${serviceName} in the cluster ${cluster}.`);
}

/** A deployment that was begun. */
interface Release {
  /** Id of the deployment. */
  readonly deployment: string;
  /** ARN of the revision that it brings. */
  readonly taskDefinition: string;
  /** Looks at the service. */
  readonly look: () => Promise<Service>;
}

/**
 * CodePipeline waits for its deployment to be the only one and complete. It takes no notice of a deployment that ECS
 * gives up or rolls back: the action stays in progress until its time is over, and fails then (observed on AWS,
 * https://github.com/aws/containers-roadmap/issues/1399).
 */
async function untilDeployed(context: ActionContext, { deployment, taskDefinition, look }: Release): Promise<void> {
  const { runtime, signal, configuration } = context;
  const { clock } = runtime;
  const ms = Number(configuration['DeploymentTimeout'] ?? DEFAULT_TIMEOUT_MINUTES) * 60_000;
  const end = clock.now() + ms;
  const outcome = await within({ clock, ms, of: 'work' }, signal, (ending) =>
    poll(ending, async () => outcomeOf(await look(), taskDefinition)),
  );
  if (outcome === 'completed') return;
  await clock.sleep(Math.max(0, end - clock.now()), signal);
  throw new ActionFailure(
    'TimeoutError',
    `The deployment ${deployment} did not complete within ${ms / 60_000} minutes: ECS gave it up or rolled it back.`,
  );
}

/** @returns undefined while ECS is at it */
function outcomeOf(service: Service, taskDefinition: string): 'completed' | 'failed' | undefined {
  const primary = primaryOf(service);
  if (primary?.taskDefinition !== taskDefinition || primary.rolloutState === 'FAILED') return 'failed';
  return service.deployments?.length === 1 && isComplete(primary) ? 'completed' : undefined;
}

function primaryOf({ deployments }: Service): Deployment | undefined {
  return deployments?.find(({ status }) => status === 'PRIMARY');
}

/** Services that another controller deploys have no rollout state. */
function isComplete({ rolloutState, runningCount, desiredCount }: Deployment): boolean {
  return rolloutState === undefined ? runningCount === desiredCount : rolloutState === 'COMPLETED';
}
