import { ConfigError } from '../config/config-error';
import { RehearsalError } from 'embedded-aws/errors';

/** A mistake of the person who typed the command, or of the machine's set-up: shown as a message, never as a stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  /**
   * @param message what was found, where, and what is allowed
   * @param hint the change to make or the command to type
   */
  constructor(
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A program that we ran failed; what it said is shown, not where in our code it was called. */
export class CommandFailed extends UserError {
  override readonly name = 'CommandFailed';

  /**
   * @param what the attempt, e.g. `terraform init of dev-network`
   * @param output the part of the program's output that tells why
   */
  constructor(
    what: string,
    readonly output: string,
    hint?: string,
  ) {
    super(output === '' ? `${what} failed.` : `${what} failed:\n${output}`, hint);
  }
}

/** What a person reads when a command fails: a message for mistakes, everything there is for bugs. */
export function describeError(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof UserError || error instanceof RehearsalError) {
    return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
