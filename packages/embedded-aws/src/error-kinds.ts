/** What errors of Node.js and AWS SDKs carry beside their message. */
interface Details {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
}

/** @returns the code of an error of Node.js, e.g. `ENOENT`; undefined if it has none */
export function codeOf(error: unknown): string | undefined {
  const { code } = detailsOf(error);
  return typeof code === 'string' ? code : undefined;
}

/** Whether an error, or the error that caused it, says that a signal has aborted the work. */
export function isAbortError(error: unknown): boolean {
  const { name, cause } = detailsOf(error);
  return name === 'AbortError' || (cause !== undefined && isAbortError(cause));
}

/** For `catch` of a wait that a signal may end. @throws every other error */
export function ignoreAbort(error: unknown): void {
  if (!isAbortError(error)) throw error;
}

/**
 * Whether a connection was refused, broken off or not understood: Node.js gives such errors a code. A `TypeError` with a
 * code means that this program has called Node.js wrongly.
 */
export function isConnectionError(error: unknown): boolean {
  return codeOf(error) !== undefined && !/^(?:Type|Range)Error$/.test(String(detailsOf(error).name));
}

function detailsOf(error: unknown): Details {
  return typeof error === 'object' && error !== null ? error : {};
}
