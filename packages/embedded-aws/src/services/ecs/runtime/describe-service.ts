import type { JsonObject } from '../../../gateway/json';
import type { Deployment } from './deployment';
import type { Service } from './service';
import type { Task } from './task';

/** What DescribeServices says of a service that is run (Amazon ECS API Reference, "Service"). */
export function describeService(service: Service): JsonObject {
  const { primary, settings, isDeleted, isDraining } = service;
  const inactive = isDraining ? 'DRAINING' : 'INACTIVE';
  return {
    status: isDeleted ? inactive : 'ACTIVE',
    desiredCount: isDeleted ? 0 : settings.desiredCount,
    taskDefinition: primary?.definition.taskDefinitionArn,
    ...countsOf(service.tasks),
    deployments: isDeleted && !isDraining ? [] : service.deployments.map((each) => describeDeployment(service, each)),
    events: service.events.map(({ createdAt, ...event }) => ({ ...event, createdAt: createdAt / 1000 })),
  };
}

function describeDeployment(service: Service, deployment: Deployment): JsonObject {
  const { id, settings, failedTasks, rolloutState, rolloutStateReason, createdAt, updatedAt } = deployment;
  const isPrimary = deployment === service.primary;
  const tasks = service.tasksOf(deployment);
  const staying = tasks.filter(({ desiredStatus }) => desiredStatus === 'RUNNING').length;
  const { launchType, capacityProviderStrategy, platformVersion, platformFamily, networkConfiguration } = settings;
  return {
    id,
    status: isPrimary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: deployment.definition.taskDefinitionArn,
    desiredCount: isPrimary && !service.isDeleted ? service.settings.desiredCount : staying,
    ...countsOf(tasks),
    failedTasks,
    createdAt: createdAt / 1000,
    updatedAt: updatedAt / 1000,
    launchType,
    capacityProviderStrategy,
    platformVersion,
    platformFamily,
    networkConfiguration,
    rolloutState,
    rolloutStateReason,
  };
}

function countsOf(tasks: readonly Task[]): JsonObject {
  return {
    runningCount: tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
    pendingCount: tasks.filter(({ isPending }) => isPending).length,
  };
}
