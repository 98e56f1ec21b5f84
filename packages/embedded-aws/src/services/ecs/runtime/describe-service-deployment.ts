import { arnOf } from '../../../gateway/arn';
import type { JsonObject } from '../../../gateway/json';
import { failureThreshold } from './circuit-breaker';
import type { Deployment } from './deployment';
import type { Service } from './service';
import { finishedAt, type ServiceDeployment, statusOf } from './service-deployment';

/** What ListServiceDeployments says (Amazon ECS API Reference, "ServiceDeploymentBrief"). */
export function briefOf(service: Service, deployment: ServiceDeployment): JsonObject {
  const { target } = deployment;
  const finished = finishedAt(deployment);
  return {
    serviceDeploymentArn: arnIn(service, 'service-deployment', deployment.id),
    serviceArn: service.arn,
    clusterArn: service.settings.clusterArn,
    createdAt: target.createdAt / 1000,
    startedAt: target.createdAt / 1000,
    ...(finished !== undefined && { finishedAt: finished / 1000 }),
    targetServiceRevisionArn: revisionArn(service, target),
    status: statusOf(deployment),
    ...reasonOf(deployment),
  };
}

/** What DescribeServiceDeployments says (Amazon ECS API Reference, "ServiceDeployment"). */
export function describeServiceDeployment(service: Service, deployment: ServiceDeployment): JsonObject {
  const { target, source, rollback } = deployment;
  return {
    ...briefOf(service, deployment),
    targetServiceRevisionArn: undefined,
    updatedAt: Math.max(target.updatedAt, rollback?.updatedAt ?? 0, deployment.replacedAt ?? 0) / 1000,
    sourceServiceRevisions: source === undefined ? [] : [summaryOf(service, source)],
    targetServiceRevision: summaryOf(service, target),
    deploymentConfiguration: target.settings.deploymentConfiguration,
    deploymentCircuitBreaker: circuitBreakerOf(target),
    ...(rollback !== undefined && {
      rollback: {
        reason: 'ECS deployment circuit breaker: tasks failed to start.',
        startedAt: rollback.createdAt / 1000,
        serviceRevisionArn: revisionArn(service, rollback),
      },
    }),
  };
}

/** What DescribeServiceRevisions says (Amazon ECS API Reference, "ServiceRevision"). */
export function describeServiceRevision(
  service: Service,
  { revision, definition, settings, createdAt }: Deployment,
): JsonObject {
  const { launchType, capacityProviderStrategy, platformVersion, platformFamily } = settings;
  return {
    serviceRevisionArn: arnIn(service, 'service-revision', revision),
    serviceArn: service.arn,
    clusterArn: service.settings.clusterArn,
    taskDefinition: definition.taskDefinitionArn,
    launchType,
    capacityProviderStrategy,
    platformVersion,
    platformFamily,
    loadBalancers: settings.loadBalancers,
    networkConfiguration: settings.networkConfiguration,
    containerImages: definition.containerDefinitions?.map(({ name, image }) => ({ containerName: name, image })),
    createdAt: createdAt / 1000,
  };
}

/** ARN of the revision of a service that a deployment brings. */
export function revisionArn(service: Service, { revision }: Deployment): string {
  return arnIn(service, 'service-revision', revision);
}

/** ARN of a service deployment. */
export function serviceDeploymentArn(service: Service, { id }: ServiceDeployment): string {
  return arnIn(service, 'service-deployment', id);
}

function arnIn(service: Service, type: string, id: string): string {
  const cluster = service.settings.clusterArn?.split('/').at(-1) ?? '';
  return arnOf(service.place, 'ecs', `${type}/${cluster}/${service.name}/${id}`);
}

function reasonOf({ target, replacedAt }: ServiceDeployment): JsonObject {
  if (target.rolloutState === 'COMPLETED') return {};
  if (target.rolloutState === 'FAILED') return { statusReason: target.rolloutStateReason };
  return replacedAt === undefined ? {} : { statusReason: 'Another service deployment took its place.' };
}

function circuitBreakerOf({ settings, failedTasks, rolloutState }: Deployment): JsonObject {
  const breaker = settings.deploymentConfiguration?.deploymentCircuitBreaker;
  const status = { COMPLETED: 'MONITORING_COMPLETE', FAILED: 'TRIGGERED', IN_PROGRESS: 'MONITORING' }[rolloutState];
  return {
    status: breaker?.enable === true ? status : 'DISABLED',
    failureCount: failedTasks,
    threshold: failureThreshold(breaker, settings.desiredCount ?? 0),
  };
}

function summaryOf(service: Service, deployment: Deployment): JsonObject {
  const tasks = service.tasksOf(deployment);
  return {
    arn: revisionArn(service, deployment),
    requestedTaskCount: deployment.settings.desiredCount ?? 0,
    runningTaskCount: tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
    pendingTaskCount: tasks.filter(({ isPending }) => isPending).length,
  };
}
