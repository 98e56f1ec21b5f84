import type { DeploymentCircuitBreaker } from '@aws-sdk/client-ecs';

/** Bounds and share of the threshold (Developer Guide, "How the Amazon ECS deployment circuit breaker detects failures"). */
const DEFAULT_THRESHOLD = { type: 'BOUNDED_PERCENT', value: 50 } as const;
const MINIMUM_THRESHOLD = 3;
const MAXIMUM_THRESHOLD = 200;

/** How many tasks in a row have to fail until a deployment does (Amazon ECS API Reference, "ThresholdConfiguration"). */
export function failureThreshold(breaker: DeploymentCircuitBreaker | undefined, desiredCount: number): number {
  const { type = DEFAULT_THRESHOLD.type, value = DEFAULT_THRESHOLD.value } = breaker?.thresholdConfiguration ?? {};
  if (type === 'COUNT') return value;
  const share = Math.ceil((desiredCount * value) / 100);
  return type === 'UNBOUNDED_PERCENT' ? share : Math.min(Math.max(share, MINIMUM_THRESHOLD), MAXIMUM_THRESHOLD);
}

/** First pause and longest one: ECS says that pauses grow, and up to 27 minutes (Developer Guide, "Service throttle logic"). */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 27 * 60_000;

/** Milliseconds that a deployment pauses before it starts another task. @param failedTasks in a row, at least 1 */
export function pauseAfter(failedTasks: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (failedTasks - 1), LONGEST_PAUSE_MS);
}
