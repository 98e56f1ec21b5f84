import { CommandFailed, UserError } from 'plan-review/errors';
import { ConfigError } from '../config/config-error';

/** The errors of the commands are those of the package plan-review, so that one `catch` handles both. */
export { CommandFailed, UserError } from 'plan-review/errors';

/** What a person reads when a command fails: a message for mistakes, everything there is for bugs. */
export function describeError(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof UserError || hasHint(error)) {
    const hints = [
      ...(hasExpiredCredentials(error) ? [EXPIRED] : []),
      ...(error.hint === undefined ? [] : [error.hint]),
    ];
    return [error.message, ...hints].join('\n');
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** AWS's words for credentials that were valid once. Source: AWS General Reference, "Common errors". */
const OF_EXPIRED_CREDENTIALS = /ExpiredToken|RequestExpired|security token included in the request is expired/;

function hasExpiredCredentials(error: unknown): boolean {
  return error instanceof CommandFailed && OF_EXPIRED_CREDENTIALS.test(error.output);
}

/** What Terraform leaves behind if it can no longer write. Source: Terraform documentation, "State Locking", "Recovery". */
const EXPIRED = [
  'The AWS credentials expired in the meantime. What was applied before stays. Of the stack that failed, Terraform may have',
  'been unable to save its state and to release its lock:',
  '- If it says that it wrote errored.tfstate, put that into the bucket with new credentials, from the folder of the stack:',
  '  terraform state push errored.tfstate. Without the file, import what was created, or delete it by hand.',
  '- If the next run says that the state is locked, and no other deployment runs: terraform force-unlock <the ID that it says>.',
  'Then get new credentials and run the same command again: it goes on with what is left.',
].join('\n');

/** Errors of the other packages say what to do in the same way; those packages may not be installed. */
function hasHint(error: unknown): error is Error & { readonly hint: string } {
  return error instanceof Error && 'hint' in error && typeof error.hint === 'string';
}
