import { randomBytes } from 'node:crypto';

import type { ServiceDeploymentStatus } from '@aws-sdk/client-ecs';

import type { Deployment } from './deployment';

/**
 * What one call set going: the way to a revision, and the way back if ECS had to go it. Kept after it has ended.
 * Source: Amazon ECS Developer Guide, "View service history using Amazon ECS service deployments".
 */
export interface ServiceDeployment {
  /** Last part of its ARN. */
  readonly id: string;
  readonly target: Deployment;
  /** What was in service before. */
  readonly source: Deployment | undefined;
  /** The way back. */
  rollback?: Deployment;
  /** When another one took its place before it had ended, in milliseconds of the clock. */
  replacedAt?: number;
}

/** Begins a service deployment. */
export function createServiceDeployment(target: Deployment, source: Deployment | undefined): ServiceDeployment {
  return { id: randomBytes(16).toString('base64url').slice(0, 21), target, source };
}

/** States in which a service deployment goes on. */
const ONGOING: ReadonlySet<ServiceDeploymentStatus> = new Set(['PENDING', 'IN_PROGRESS', 'ROLLBACK_IN_PROGRESS']);

/** Marks what goes on as replaced, since another one begins. @param now milliseconds of the clock */
export function replaceOngoing(deployments: readonly ServiceDeployment[], now: number): void {
  for (const each of deployments) if (ONGOING.has(statusOf(each))) each.replacedAt = now;
}

/**
 * How it is getting on. AWS does not say what becomes of one that fails with nothing to roll back to; here it is stopped.
 */
export function statusOf({ target, rollback, replacedAt }: ServiceDeployment): ServiceDeploymentStatus {
  if (target.rolloutState === 'COMPLETED') return 'SUCCESSFUL';
  if (rollback?.rolloutState === 'COMPLETED') return 'ROLLBACK_SUCCESSFUL';
  if (rollback?.rolloutState === 'FAILED') return 'ROLLBACK_FAILED';
  if (replacedAt !== undefined) return 'STOPPED';
  if (rollback !== undefined) return 'ROLLBACK_IN_PROGRESS';
  return target.rolloutState === 'FAILED' ? 'STOPPED' : 'IN_PROGRESS';
}

/** When it ended, in milliseconds of the clock; undefined while it goes on. */
export function finishedAt(deployment: ServiceDeployment): number | undefined {
  const { target, rollback, replacedAt } = deployment;
  if (ONGOING.has(statusOf(deployment))) return undefined;
  return replacedAt ?? (rollback ?? target).updatedAt;
}
