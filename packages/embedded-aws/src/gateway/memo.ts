/** What was read once, kept until something may have changed it. */
export class Memo {
  #kept = new Map<string, Promise<unknown>>();

  /** Reads everything anew from now on. */
  forget(): void {
    this.#kept = new Map();
  }

  /**
   * @param what names what is read
   * @param read reads it the first time; after a failure, the next call reads again
   */
  once<T>(what: string, read: () => Promise<T>): Promise<T> {
    const kept = this.#kept;
    const before = kept.get(what) as Promise<T> | undefined;
    if (before !== undefined) return before;
    const reading = read();
    kept.set(what, reading);
    reading.catch(() => kept.delete(what));
    return reading;
  }
}

/** Reads all pages of a list. */
export async function collect<P, T>(pages: AsyncIterable<P>, itemsOf: (page: P) => T[] | undefined): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
