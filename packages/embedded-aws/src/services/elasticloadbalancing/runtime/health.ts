import type { TargetGroup, TargetHealth, TargetHealthReasonEnum } from '@aws-sdk/client-elastic-load-balancing-v2';

/** What came out of one health check: why it failed, or nothing. */
export interface CheckResult {
  /** @default the check passed */
  readonly failure?: CheckFailure;
}

/** Why a health check failed. */
export interface CheckFailure {
  readonly reason: TargetHealthReasonEnum;
  readonly description: string;
}

/** Health of a target, and how many checks in a row came out alike. */
export interface HealthRecord {
  readonly health: TargetHealth;
  readonly passes: number;
  readonly failures: number;
}

/** Health of targets whose checks do not decide it. Source: API reference, "TargetHealth". */
export const HEALTH = {
  registering: health('initial', 'Elb.RegistrationInProgress', 'Target registration is in progress'),
  checking: health('initial', 'Elb.InitialHealthChecking', 'Initial health checks in progress'),
  unused: health(
    'unused',
    'Target.NotInUse',
    'Target group is not configured to receive traffic from the load balancer',
  ),
  unregistered: health('unused', 'Target.NotRegistered', 'Target is not registered to the target group'),
  draining: health('draining', 'Target.DeregistrationInProgress', 'Target deregistration is in progress'),
  unchecked: health('unavailable', 'Target.HealthCheckDisabled', 'Health checks are disabled for this target group'),
} as const satisfies Readonly<Record<string, TargetHealth>>;

/** Where the checks of a target start from. */
export const UNCHECKED: HealthRecord = { health: HEALTH.checking, passes: 0, failures: 0 };

/**
 * What a check makes of a target's health. A new target is healthy after one check that passed, one that was unhealthy
 * after as many in a row as the group says; either is unhealthy after as many failures in a row as the group says.
 * Source: Application Load Balancers user guide, "Health checks for Application Load Balancer target groups".
 */
export function judge(before: HealthRecord, { failure }: CheckResult, group: TargetGroup): HealthRecord {
  const { State } = before.health;
  if (failure === undefined) {
    const passes = before.passes + 1;
    const needed = State === 'initial' ? 1 : (group.HealthyThresholdCount ?? DEFAULT_HEALTHY_THRESHOLD);
    return { health: passes >= needed ? { State: 'healthy' } : before.health, passes, failures: 0 };
  }
  const failures = before.failures + 1;
  const isUnhealthy =
    State === 'unhealthy' || failures >= (group.UnhealthyThresholdCount ?? DEFAULT_UNHEALTHY_THRESHOLD);
  const { reason, description } = failure;
  return { health: isUnhealthy ? health('unhealthy', reason, description) : before.health, passes: 0, failures };
}

/** Checks in a row. Source: API reference, "CreateTargetGroup". */
const DEFAULT_HEALTHY_THRESHOLD = 5;
const DEFAULT_UNHEALTHY_THRESHOLD = 2;

function health(
  State: NonNullable<TargetHealth['State']>,
  Reason: TargetHealthReasonEnum,
  Description: string,
): TargetHealth {
  return { State, Reason, Description };
}
