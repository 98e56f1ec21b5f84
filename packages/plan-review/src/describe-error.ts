import { UserError } from './errors';

/** What a person reads when a review fails: the message and the fix for mistakes, the stack trace for bugs. */
export function describeError(error: unknown): string {
  if (error instanceof UserError) return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
