import type { Action, ResourceChange } from 'plan-review/plan/plan';
import type { ValueObject } from 'plan-review/plan/value';

/** A resource of a plan. @param values before and after the change; null where there is none */
export function resource(
  address: string,
  before: ValueObject | null,
  after: ValueObject | null,
  action: Action = actionOf(before, after),
): ResourceChange {
  const [type = '', name = ''] = address.split('.').slice(-2);
  const provider = 'registry.terraform.io/hashicorp/aws';
  return { address, mode: 'managed', type, name, provider, action, replacePaths: [], before, after };
}

function actionOf(before: ValueObject | null, after: ValueObject | null): Action {
  if (before === null) return 'create';
  if (after === null) return 'delete';
  return before === after ? 'no-op' : 'update';
}
