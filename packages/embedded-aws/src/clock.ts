import { setTimeout as wait } from 'node:timers/promises';

/**
 * The time of the embedded AWS. All waiting in it uses this clock: a rehearsal can run it faster, a test step by step.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;

  /**
   * Waits where AWS would wait for nothing but time: an interval between health checks, a drain, a cooldown.
   * @param ms milliseconds of this clock
   * @throws DOMException `AbortError` when the signal aborts
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;

  /**
   * Waits until real work has had its time: the limit of a build, of a request or of a program's end. Work is no faster
   * because the clock is, so a hurried clock does not shorten it.
   * @param ms milliseconds
   * @throws DOMException `AbortError` when the signal aborts, as soon as the work is done
   */
  limit(ms: number, signal: AbortSignal): Promise<void>;
}

/** A clock that runs by itself. */
export class RunningClock implements Clock {
  readonly #started = Date.now();

  /** @param speed milliseconds of this clock in one of the real time @default 1 */
  constructor(private readonly speed = 1) {}

  now(): number {
    return this.#started + (Date.now() - this.#started) * this.speed;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await wait(ms / this.speed, undefined, signalOf(signal));
  }

  async limit(ms: number, signal: AbortSignal): Promise<void> {
    await wait(ms, undefined, { signal });
  }
}

/** A wait on a {@link SteppedClock}. */
interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is told to go on: for tests. */
export class SteppedClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #now: number;

  /** @param start milliseconds since the epoch */
  constructor(start = Date.parse('2026-01-01T00:00:00Z')) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper: Sleeper = {
        until: this.#now + ms,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      const abort = (): void => {
        this.#sleepers.delete(sleeper);
        reject(new DOMException('The operation was aborted', 'AbortError'));
      };
      if (signal?.aborted === true) {
        abort();
        return;
      }
      signal?.addEventListener('abort', abort, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  limit(ms: number, signal: AbortSignal): Promise<void> {
    return this.sleep(ms, signal);
  }

  /** How many wait now. */
  get waiting(): number {
    return this.#sleepers.size;
  }

  /**
   * Lets time pass. Waits end in the order of their times, each at its own time, and may begin again; what they
   * do at once is done when this resolves, what they start and await outside of it may still go on.
   * @param ms milliseconds
   */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#nextBy(end); next !== undefined; next = this.#nextBy(end)) {
      this.#now = Math.max(this.#now, next.until);
      this.#sleepers.delete(next);
      next.wake();
      await settled();
    }
    this.#now = end;
  }

  #nextBy(end: number): Sleeper | undefined {
    return [...this.#sleepers].filter(({ until }) => until <= end).sort((one, other) => one.until - other.until)[0];
  }
}

function signalOf(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** Lets all callbacks run that are due. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
