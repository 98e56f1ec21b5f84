import { randomInt } from 'node:crypto';

import type { DeploymentRolloutState, TaskDefinition } from '@aws-sdk/client-ecs';

import type { ServiceSettings } from './service-settings';

/** One revision on its way into service (Amazon ECS API Reference, "Deployment"). */
export interface Deployment {
  /** `ecs-svc/<19 digits>`. */
  readonly id: string;
  /** Id of the revision of the service that it brings: 19 digits. */
  readonly revision: string;
  readonly definition: TaskDefinition;
  /** The service as it was when the deployment began. */
  readonly settings: ServiceSettings;
  /** Milliseconds of the clock. */
  readonly createdAt: number;
  /** Whether the circuit breaker has begun it. */
  readonly isRollback: boolean;
  updatedAt: number;
  rolloutState: DeploymentRolloutState;
  rolloutStateReason: string;
  /** Tasks that failed since the last one became healthy. */
  failedTasks: number;
  /** Pauses after failures that are not over; none of its tasks starts meanwhile. */
  pauses: number;
}

/** What a deployment begins with. */
export interface DeploymentOptions extends Pick<Deployment, 'definition' | 'settings' | 'createdAt' | 'isRollback'> {
  /** @default a new one */
  readonly revision?: string;
}

/** Begins a deployment; one that rolls back says so in its reason. */
export function createDeployment(options: DeploymentOptions): Deployment {
  const id = `ecs-svc/${randomDigits(19)}`;
  const reason = options.isRollback
    ? `ECS deployment circuit breaker: rolling back to deploymentId ${id}.`
    : `ECS deployment ${id} in progress.`;
  return {
    ...options,
    revision: options.revision ?? randomDigits(19),
    id,
    updatedAt: options.createdAt,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: reason,
    failedTasks: 0,
    pauses: 0,
  };
}

/** Ends a deployment, one way or the other. */
export function endDeployment(deployment: Deployment, state: 'COMPLETED' | 'FAILED', now: number): void {
  deployment.rolloutState = state;
  deployment.rolloutStateReason =
    state === 'COMPLETED'
      ? `ECS deployment ${deployment.id} completed.`
      : 'ECS deployment circuit breaker: tasks failed to start.';
  deployment.updatedAt = now;
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, (_, index) => String(randomInt(index === 0 ? 1 : 0, 10))).join('');
}
