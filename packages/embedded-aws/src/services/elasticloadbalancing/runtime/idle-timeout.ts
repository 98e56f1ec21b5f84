import { ignoreAbort } from '../../../error-kinds';
import type { Clock } from '../../../clock';

/**
 * Tells when nothing has moved for some time: after the time itself, or up to twice as long where something had moved
 * before.
 */
export class IdleTimeout {
  readonly #ended = new AbortController();
  #touches = 0;
  #isOver = false;

  /**
   * @param ms milliseconds of real time, also if the clock is faster
   * @param onIdle called once when the time is over
   */
  constructor(clock: Clock, ms: number, onIdle: () => void) {
    void this.#watch(clock, ms).then(onIdle).catch(ignoreAbort);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Something moved. */
  touch(): void {
    this.#touches += 1;
  }

  /** It no longer matters. */
  end(): void {
    this.#ended.abort();
  }

  async #watch(clock: Clock, ms: number): Promise<void> {
    let seen = NaN;
    while (seen !== this.#touches) {
      seen = this.#touches;
      await clock.limit(ms, this.#ended.signal);
    }
    this.#isOver = true;
  }
}
