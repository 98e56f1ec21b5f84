import { MachineLoad, type ProcessorTime } from '../../../../cli/checks/machine-load';

/** What a machine of two processors tells, at these times one after the other. */
function loadOf(...times: readonly ProcessorTime[]): MachineLoad {
  const rest = [...times];
  const load = new MachineLoad(() => {
    const next = rest.shift();
    if (next === undefined) throw new Error('nothing more was to be measured');
    return next;
  }, 2);
  times.forEach(() => {
    load.measure();
  });
  return load;
}

describe('the share of the processors that other programs took', () => {
  test('is none where only the tests ran', () => {
    const load = loadOf({ at: 0, all: 100, own: 0 }, { at: 10_000, all: 120, own: 20 });
    expect(load.takenByOthers(0, 10_000)).toBe(0);
  });

  test('is what all ran and the tests did not, of two processors', () => {
    const load = loadOf({ at: 0, all: 100, own: 0 }, { at: 10_000, all: 120, own: 5 });
    expect(load.takenByOthers(0, 10_000)).toBe(0.75);
  });

  test('counts for the time that is asked for only', () => {
    const load = loadOf(
      { at: 0, all: 0, own: 0 },
      { at: 10_000, all: 20, own: 0 },
      { at: 20_000, all: 25, own: 5 },
      { at: 30_000, all: 45, own: 5 },
    );
    expect(load.takenByOthers(10_000, 20_000)).toBe(0);
    expect(load.takenByOthers(0, 20_000)).toBe(0.5);
  });

  test('is unknown on a system that does not tell what its processes take', () => {
    const load = loadOf({ at: 0, all: 0 }, { at: 10_000, all: 20 });
    expect(load.takenByOthers(0, 10_000)).toBeUndefined();
  });
});

describe('this machine', () => {
  test('tells the time of this process: what it computes itself is not taken by others', () => {
    const load = new MachineLoad();
    const start = Date.now();
    load.start();
    while (Date.now() < start + 300);
    load.stop();
    const taken = load.takenByOthers(start, Date.now());
    if (process.platform === 'linux') expect(taken).toBeLessThan(1);
    else expect(taken).toBeUndefined();
  });
});
