import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two looks at work that another process does; real ones, as it is real work. */
const POLL_MS = 200;

/**
 * Waits for a call of the function that it registers.
 * @param register given the function that ends the waiting
 * @throws DOMException `AbortError` when the signal aborts
 */
export function untilCalled<T>(signal: AbortSignal, register: (tell: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(new DOMException('The operation was aborted', 'AbortError'));
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    register((value) => {
      signal.removeEventListener('abort', abort);
      resolve(value);
    });
  });
}

/**
 * Looks again and again until there is something to see.
 * @param look undefined to look again
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function poll<T>(signal: AbortSignal, look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await wait(POLL_MS, undefined, { signal });
  }
}
