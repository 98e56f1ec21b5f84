/**
 * Lets tasks of one name run one after the other, in the order they came.
 * moto's backends are plain Python dictionaries without locks: calls that run at the same time would disturb each other.
 */
export class Queues {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs the task when all earlier ones of that name are done; rejects as the task does. */
  run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const result = (this.#tails.get(name) ?? Promise.resolve()).then(task);
    this.#tails.set(
      name,
      result.catch(() => undefined),
    );
    return result;
  }
}
