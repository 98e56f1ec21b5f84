import type { Service } from '@aws-sdk/client-ecs';

import type { JsonObject } from '../../../gateway/json';

/** What a service is run by, as DescribeServices has it. */
export type ServiceSettings = Readonly<
  Pick<
    Service,
    | 'serviceArn'
    | 'serviceName'
    | 'clusterArn'
    | 'taskDefinition'
    | 'desiredCount'
    | 'launchType'
    | 'capacityProviderStrategy'
    | 'platformVersion'
    | 'platformFamily'
    | 'schedulingStrategy'
    | 'deploymentController'
    | 'deploymentConfiguration'
    | 'networkConfiguration'
    | 'loadBalancers'
    | 'healthCheckGracePeriodSeconds'
    | 'enableECSManagedTags'
    | 'enableExecuteCommand'
    | 'propagateTags'
    | 'serviceRegistries'
    | 'tags'
  >
>;

/** Settings that a new deployment brings into force (Amazon ECS API Reference, "UpdateService"). */
const DEPLOYED = [
  'taskDefinition',
  'capacityProviderStrategy',
  'loadBalancers',
  'networkConfiguration',
  'platformVersion',
  'serviceConnectConfiguration',
  'serviceRegistries',
  'volumeConfigurations',
] as const;

/** Whether a service that changes from one to the other needs new tasks. */
export function needsDeployment(before: JsonObject, after: JsonObject): boolean {
  return DEPLOYED.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Whether tasks are run for it: a rolling deployment of replicas on Fargate. */
export function isRun(service: ServiceSettings): boolean {
  const { launchType, capacityProviderStrategy = [], schedulingStrategy, deploymentController } = service;
  const isFargate =
    launchType === 'FARGATE' ||
    capacityProviderStrategy.some(({ capacityProvider }) => capacityProvider?.startsWith('FARGATE'));
  return isFargate && schedulingStrategy !== 'DAEMON' && (deploymentController?.type ?? 'ECS') === 'ECS';
}

/** How many tasks a service has and may have during a deployment. */
export interface TaskLimits {
  readonly desired: number;
  /** Tasks that have to stay healthy. */
  readonly minimum: number;
  /** Tasks that may be pending or running. */
  readonly maximum: number;
}

/** @returns the limits of a service, rounded as ECS does (Amazon ECS API Reference, "DeploymentConfiguration") */
export function limitsOf({ desiredCount: desired = 0, deploymentConfiguration }: ServiceSettings): TaskLimits {
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = deploymentConfiguration ?? {};
  return {
    desired,
    minimum: Math.ceil((desired * minimumHealthyPercent) / 100),
    maximum: Math.floor((desired * maximumPercent) / 100),
  };
}
