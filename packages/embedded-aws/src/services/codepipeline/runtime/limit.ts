import type { Clock } from '../../../clock';
import { ActionFailure } from './action-failure';

/** Milliseconds of a day, the longest sleep at once: timers of Node.js end at 24 days. */
const DAY_MS = 86_400_000;

/** How long something may take. */
export interface Limit {
  readonly clock: Clock;
  /** Milliseconds of the clock. */
  readonly ms: number;
  /** Whether it is real work, or the patience of people that is limited. */
  readonly of: 'work' | 'patience';
}

/**
 * Does something unless it takes too long.
 * @param run given a signal that also aborts when the time is over
 * @throws ActionFailure `TimeoutError` if it takes too long
 */
export async function within<T>(
  { clock, ms, of }: Limit,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const ending = AbortSignal.any([signal, done.signal]);
  const expiry = of === 'work' ? clock.limit(ms, ending) : sleepLong(clock, ms, ending);
  const expired = expiry.then(() => {
    throw new ActionFailure('TimeoutError', `The action did not end within ${ms / 60_000} minutes.`);
  });
  try {
    return await Promise.race([run(ending), expired]);
  } finally {
    done.abort();
  }
}

async function sleepLong(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  for (let left = ms; left > 0; left -= DAY_MS) await clock.sleep(Math.min(left, DAY_MS), signal);
}
