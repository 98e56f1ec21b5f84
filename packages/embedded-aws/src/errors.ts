/**
 * Something the user can put right, such as a missing Python: shown without a stack trace.
 * Everything else that is thrown here is a bug.
 */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError';

  /**
   * @param message what was found and what is needed
   * @param hint the change to make
   */
  constructor(
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
