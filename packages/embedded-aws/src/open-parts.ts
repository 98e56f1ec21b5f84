/** Ends one part. */
export type Close = () => Promise<void> | void;

/** What was started, and how all of it ends. */
export interface OpenParts<T> {
  readonly opened: T;
  /** Ends every part, what was started last first; however often it is called, each part is ended once. */
  readonly close: () => Promise<void>;
}

/**
 * Starts parts that use each other. If one of them does not start, those that did are ended.
 * @param open calls `onOpened` with the end of each part as soon as it has started
 * @throws what `open` throws
 */
export async function openParts<T>(open: (onOpened: (close: Close) => void) => Promise<T>): Promise<OpenParts<T>> {
  const ends: Close[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll(ends));
  try {
    return { opened: await open((end) => ends.push(end)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What was started last uses what was started before it. A part that does not end must not keep the others running. */
async function closeAll(ends: readonly Close[]): Promise<void> {
  const errors: unknown[] = [];
  for (const end of ends.toReversed()) {
    await Promise.resolve()
      .then(end)
      .catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw new AggregateError(errors, 'The embedded AWS did not end cleanly.');
}
