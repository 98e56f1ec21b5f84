/** A mistake of the person who gave the command, or of the machine's setup: shown as a message, without a stack trace. */
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

/** A program that was started failed. Its own output explains why, so that is shown and not a stack trace. */
export class CommandFailed extends UserError {
  override readonly name = 'CommandFailed';

  /**
   * @param what the attempt, e.g. `terraform init of dev-network`
   * @param output the part of the program's output that explains the failure
   */
  constructor(
    what: string,
    readonly output: string,
    hint?: string,
  ) {
    super(output === '' ? `${what} failed.` : `${what} failed:\n${output}`, hint);
  }
}
