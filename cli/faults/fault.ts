/** Why something could not be done, and what to do about it; no bug of this program. */
export interface Fault {
  /** The end of "... cannot be reached: ", without a full stop. */
  readonly why: string;
  readonly hint: string;
}

/** What is read of an error. */
interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** The errors that an error was made of: itself, its cause and the parts of an `AggregateError`, the outermost first. */
export function errorsIn(error: unknown): readonly ErrorLike[] {
  if (!isErrorLike(error)) return [];
  const parts: readonly unknown[] = Array.isArray(error.errors) ? error.errors : [];
  return [error, ...errorsIn(error.cause), ...parts.flatMap(errorsIn)];
}

/** Not `instanceof`: an error may come from another realm. */
function isErrorLike(error: unknown): error is ErrorLike {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}
