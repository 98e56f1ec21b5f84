import pLimit from 'p-limit';

/**
 * Runs an action for every item, a few at a time, and waits for all that were started.
 * @param limit how many run at a time, at least 1
 * @returns the results, in the order of the items
 * @throws the first failure in the order of the items, after the others have ended; nothing new is started after one
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  action: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const whenFree = pLimit(limit);
  let hasFailed = false;
  const run = async (item: Item): Promise<Result> => {
    if (hasFailed) throw new Error('not started, because an earlier item failed');
    try {
      return await action(item);
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  const outcomes = await Promise.allSettled(items.map((item) => whenFree(run, item)));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}
