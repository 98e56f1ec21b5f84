/** A failure that Terraform shows to its user, in two parts: what happened, and what to do. */
export class ProviderError extends Error {
  /**
   * @param summary - one line
   * @param detail - sentences
   */
  constructor(
    readonly summary: string,
    readonly detail = '',
  ) {
    super(summary);
  }
}
