import { RunningClock, SteppedClock } from './clock';

describe('a clock that is stepped', () => {
  test('stands still by itself', () => {
    const clock = new SteppedClock(1000);
    expect([clock.now(), clock.now()]).toEqual([1000, 1000]);
  });

  test('wakes sleepers in the order of their times, each at its own', async () => {
    const clock = new SteppedClock(0);
    const woken: string[] = [];
    const note = (name: string): void => void woken.push(`${name} at ${clock.now()}`);
    void clock.sleep(200).then(() => {
      note('late');
    });
    void clock.sleep(100).then(async () => {
      note('early');
      await clock.sleep(50);
      note('early again');
    });
    await clock.advance(199);
    expect(woken).toEqual(['early at 100', 'early again at 150']);
    await clock.advance(1);
    expect(woken.at(-1)).toBe('late at 200');
    expect(clock.waiting).toBe(0);
  });

  test('forgets a wait that was aborted', async () => {
    const clock = new SteppedClock();
    const stop = new AbortController();
    const sleep = clock.sleep(100, stop.signal);
    stop.abort();
    await expect(sleep).rejects.toMatchObject({ name: 'AbortError' });
    expect(clock.waiting).toBe(0);
    await expect(clock.limit(100, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a clock that runs', () => {
  test('goes as many times faster as it is told', async () => {
    const clock = new RunningClock(1000);
    const before = clock.now();
    await clock.sleep(5000);
    expect(clock.now() - before).toBeGreaterThanOrEqual(4000);
  });

  test('does not shorten the limits of real work', async () => {
    const clock = new RunningClock(1_000_000);
    const work = new AbortController();
    const limit = clock.limit(60_000, work.signal);
    await clock.sleep(60_000);
    work.abort();
    await expect(limit).rejects.toMatchObject({ name: 'AbortError' });
  });
});
