import type { Clock } from '../../../clock';

/**
 * Gives work a limited time.
 * @param ms milliseconds of real time, also if the clock is faster
 * @param signal ends it early
 * @param work given a signal that aborts when its time is over
 * @returns what the work resolved to, or undefined if its time was over before
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function within<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const done = new AbortController();
  const ended = AbortSignal.any([signal, done.signal]);
  try {
    return await Promise.race([work(ended), clock.limit(ms, ended).then(() => undefined)]);
  } finally {
    done.abort();
  }
}
