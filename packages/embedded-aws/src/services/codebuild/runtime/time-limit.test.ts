import { spawn } from 'node:child_process';

import { SteppedClock } from '../../../clock';
import { processorTime } from './processor-time';
import { timeOver } from './time-limit';

const MINUTE = 60_000;

/** A clock whose limits, as those of a hurried clock, are far away. */
class HurriedClock extends SteppedClock {
  override limit(ms: number, signal: AbortSignal): Promise<void> {
    return super.limit(ms * 30, signal);
  }
}

interface Limited {
  readonly ended: () => string;
  readonly stop: () => void;
}

/** Limits work to half an hour. @param work what the looks at it see, in turn; the last one from then on */
async function limited(clock: SteppedClock, work: readonly string[]): Promise<Limited> {
  const stopped = new AbortController();
  const seen = [...work];
  let ended = 'no';
  const look = (): Promise<string> => Promise.resolve((seen.length > 1 ? seen.shift() : seen[0]) ?? '');
  void timeOver({ clock, ms: 30 * MINUTE, look, signal: stopped.signal }).then(
    (how) => (ended = how),
    () => (ended = 'stopped'),
  );
  // It looks for the first time.
  await turn();
  return {
    ended: () => ended,
    stop: () => {
      stopped.abort();
    },
  };
}

/** Lets all callbacks run that are due. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Lets half minutes go by, so that each look comes before the next. */
async function minutes(clock: SteppedClock, count: number): Promise<void> {
  for (let half = 0; half < count * 2; half += 1) await clock.advance(MINUTE / 2);
}

describe('the time of a build', () => {
  it('is over by the clock if nothing is done in it', async () => {
    const clock = new HurriedClock();
    const build = await limited(clock, ['idle']);
    await minutes(clock, 29);
    expect(build.ended()).toBe('no');
    await minutes(clock, 1);
    expect(build.ended()).toBe('idle');
  });

  it('begins anew for the clock whenever something was done', async () => {
    const clock = new HurriedClock();
    const build = await limited(clock, [...Array.from({ length: 40 }, () => 'waits'), 'works']);
    await minutes(clock, 49);
    expect(build.ended()).toBe('no');
    await minutes(clock, 1);
    expect(build.ended()).toBe('idle');
  });

  it('is over for work that never rests when real time says so', async () => {
    const clock = new HurriedClock();
    const build = await limited(
      clock,
      Array.from({ length: 10_000 }, (_, index) => String(index)),
    );
    await clock.advance((30 * 30 - 1) * MINUTE);
    expect(build.ended()).toBe('no');
    await clock.advance(MINUTE);
    expect(build.ended()).toBe('late');
  });

  it('no longer counts once the build has ended', async () => {
    const clock = new HurriedClock();
    const build = await limited(clock, ['idle']);
    build.stop();
    await turn();
    expect([build.ended(), clock.waiting]).toEqual(['stopped', 0]);
  });
});

describe('the processor time of process groups', () => {
  const programs = ['sleep 1000', 'while :; do :; done', 'while :; do /bin/true; done'];
  const shells = programs.map((program) => spawn('sh', ['-c', program], { detached: true, stdio: 'ignore' }));
  const [idle = new Set<number>(), busy = new Set<number>(), starting = new Set<number>()] = shells.map(
    ({ pid = 0 }) => new Set([pid]),
  );

  afterAll(() => {
    for (const { pid = 0 } of shells) process.kill(-pid, 'SIGKILL');
  });

  it.each([
    ['that compute', busy],
    ['that start others', starting],
  ])('grows in those %s', async (_, group) => {
    const before = await processorTime(group);
    while ((await processorTime(group)) === before);
  });

  it('stays the same in those that wait', async () => {
    /** Whether the one that waits does so while another computes; it first has to start. */
    const isIdle = async (): Promise<boolean> => {
      const [before, others] = [await processorTime(idle), await processorTime(busy)];
      while ((await processorTime(busy)) === others);
      return before.includes(':') && (await processorTime(idle)) === before;
    };
    while (!(await isIdle()));
  });
});
