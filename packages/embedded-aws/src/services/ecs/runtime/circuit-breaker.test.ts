import type { ThresholdConfiguration } from '@aws-sdk/client-ecs';

import { failureThreshold, pauseAfter } from './circuit-breaker';

test.each([
  [1, 3],
  [10, 5],
  [25, 13],
  [400, 200],
  [1000, 200],
])('of %i tasks, %i have to fail', (desiredCount, threshold) => {
  expect(failureThreshold(undefined, desiredCount)).toBe(threshold);
});

test.each<[ThresholdConfiguration, number]>([
  [{ type: 'COUNT', value: 1 }, 1],
  [{ type: 'UNBOUNDED_PERCENT', value: 10 }, 1],
  [{ type: 'BOUNDED_PERCENT', value: 10 }, 3],
])('a threshold of %j is %i of 10 tasks', (thresholdConfiguration, threshold) => {
  expect(failureThreshold({ enable: true, rollback: true, thresholdConfiguration }, 10)).toBe(threshold);
});

test('pauses double, up to 27 minutes', () => {
  expect([1, 2, 3, 9, 50].map(pauseAfter)).toEqual([10_000, 20_000, 40_000, 1_620_000, 1_620_000]);
});
