/** Where a plan comes from, for messages. */
const HINT = 'Make one with: terraform plan -out=plan.tfplan && terraform show -json plan.tfplan';

/** JSON that is not a plan, or not one of a known format: shown without a stack trace. It quotes no attribute. */
export class PlanFormatError extends Error {
  override readonly name = 'PlanFormatError';
  /** The change to make. */
  readonly hint = HINT;

  /**
   * @param where path of what is wrong, e.g. `resource_changes[0].change.actions`; empty if it is the whole
   * @param problem what was found there, and what is allowed
   */
  constructor(
    readonly where: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`This is not a Terraform plan in JSON: ${where === '' ? '' : `${where}: `}${problem}.`, options);
  }
}
