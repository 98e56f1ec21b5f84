import type { Clock } from '../../../clock';

/** How often it is looked whether a build works, in a build's whole time. */
const LOOKS = 60;

/** What may take only so long. */
export interface TimeLimit {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly ms: number;
  /** What work changes: two equal answers mean that nothing was done in between. */
  readonly look: () => Promise<string>;
  /** Aborted when there is nothing left to limit. */
  readonly signal: AbortSignal;
}

/**
 * Waits until a build has had its time: that of real work, or the clock's if nothing at all was done in it. So what
 * hangs ends as soon as the clock says, however hurried that is, and what is slow may be slow.
 * @returns `late`, or `idle` if it did nothing
 * @throws DOMException `AbortError` when the signal aborts
 */
export function timeOver(limit: TimeLimit): Promise<'late' | 'idle'> {
  return Promise.race([limit.clock.limit(limit.ms, limit.signal).then(() => 'late' as const), idleTime(limit)]);
}

async function idleTime({ clock, ms, look, signal }: TimeLimit): Promise<'idle'> {
  let before = await look();
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await clock.sleep(ms / LOOKS, signal);
    const now = await look();
    if (now === before) continue;
    before = now;
    looks = -1;
  }
  return 'idle';
}
