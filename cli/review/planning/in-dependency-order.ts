/** How items that depend on each other are processed. */
export interface InOrder<Item, Result> {
  /** How many at a time. */
  readonly limit: number;
  /** Those of the items that have to be done before; each comes before the item in the list. */
  readonly dependenciesOf: (item: Item) => readonly Item[];
  /** @param done results of the item's dependencies */
  readonly action: (item: Item, done: ReadonlyMap<Item, Result>) => Promise<Result>;
}

/**
 * Does something for every item as soon as its dependencies are done, a few at a time.
 * @param items each after those it depends on
 * @returns the results, in the order of the items
 * @throws the first failure, after the others have ended
 */
export async function inDependencyOrder<Item, Result>(
  items: readonly Item[],
  { limit, dependenciesOf, action }: InOrder<Item, Result>,
): Promise<Result[]> {
  const slots = new Slots(limit);
  const begun = new Map<Item, Promise<Result>>();
  for (const item of items) {
    const dependencies = dependenciesOf(item).flatMap(
      (each) => begun.get(each)?.then((result) => [each, result]) ?? [],
    );
    const work = Promise.all(dependencies).then((done) =>
      slots.use(() => action(item, new Map(done as [Item, Result][]))),
    );
    begun.set(item, work);
  }
  const outcomes = await Promise.allSettled(begun.values());
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

/** Lets so many work at a time; the others wait their turn. */
class Slots {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async use<Result>(action: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await action();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}
