import { inDependencyOrder } from '../../../../../cli/review/planning/in-dependency-order';
import { plansAtATime } from 'plan-review/terraform/parallelism';

/** `d` depends on `b` and `c`, which both depend on `a`. */
const dependencies: Readonly<Record<string, readonly string[]>> = { a: [], b: ['a'], c: ['a'], d: ['b', 'c'] };
const dependenciesOf = (item: string): readonly string[] => dependencies[item] ?? [];

describe('work in order of dependencies', () => {
  it('gives each item the results of those it depends on, and returns all in order', async () => {
    const seen = new Map<string, string[]>();
    const results = await inDependencyOrder<string, string>(['a', 'b', 'c', 'd'], {
      limit: 2,
      dependenciesOf,
      action: (item, done) => {
        seen.set(item, [...done.values()]);
        return Promise.resolve(item.toUpperCase());
      },
    });
    expect(results).toEqual(['A', 'B', 'C', 'D']);
    expect(Object.fromEntries(seen)).toEqual({ a: [], b: ['A'], c: ['A'], d: ['B', 'C'] });
  });

  it('runs as many items at a time as allowed, and no more', async () => {
    const release: (() => void)[] = [];
    let running = 0;
    let most = 0;
    const work = inDependencyOrder<string, string>(['1', '2', '3'], {
      limit: 2,
      dependenciesOf: () => [],
      action: async (item) => {
        running += 1;
        most = Math.max(most, running);
        if (item !== '3') await new Promise<void>((resolve) => release.push(resolve));
        running -= 1;
        return item;
      },
    });
    while (release.length < 2) await Promise.resolve();
    for (const each of release) each();
    expect(await work).toEqual(['1', '2', '3']);
    expect(most).toBe(2);
  });

  it('fails as its first failure does, once everything else has ended', async () => {
    const ended: string[] = [];
    const work = inDependencyOrder<string, string>(['a', 'b', 'other'], {
      limit: 3,
      dependenciesOf,
      action: async (item) => {
        if (item === 'a') throw new Error('a went wrong');
        await Promise.resolve();
        ended.push(item);
        return item;
      },
    });
    await expect(work).rejects.toThrow('a went wrong');
    expect(ended).toEqual(['other']);
  });
});

describe('plans at a time', () => {
  const gibibytes = (count: number): number => count * 2 ** 30;

  it.each([
    { processors: 2, free: gibibytes(16), plans: 2 },
    { processors: 16, free: gibibytes(4), plans: 4 },
    { processors: 4, free: gibibytes(0.5), plans: 1 },
  ])('are $plans with $processors processors and $free bytes', ({ processors, free, plans }) => {
    expect(plansAtATime(processors, free)).toBe(plans);
  });
});
