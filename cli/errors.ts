import { UserError } from 'plan-review/errors';
import { ConfigError } from '../config/config-error';

/** The errors of the commands are those of the package plan-review, so that one `catch` handles both. */
export { CommandFailed, UserError } from 'plan-review/errors';

/** What a person reads when a command fails: a message for mistakes, everything there is for bugs. */
export function describeError(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof UserError || hasHint(error)) {
    return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Errors of the other packages say what to do in the same way; those packages may not be installed. */
function hasHint(error: unknown): error is Error & { readonly hint: string } {
  return error instanceof Error && 'hint' in error && typeof error.hint === 'string';
}
