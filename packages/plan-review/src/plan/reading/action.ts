import type { Action } from '../plan';
import { PlanFormatError } from '../plan-format-error';

/** What a plan's list of actions means. */
export interface ActionMeaning {
  readonly action: Action;
  readonly createsBeforeDestroy?: boolean;
  readonly forgetsOld?: true;
}

/** Source: Terraform, "JSON Output Format", "Change Representation"; OpenTofu's page of the same name. */
const MEANINGS: ReadonlyMap<string, ActionMeaning> = new Map([
  ['no-op', { action: 'no-op' }],
  ['create', { action: 'create' }],
  ['read', { action: 'read' }],
  ['update', { action: 'update' }],
  ['delete', { action: 'delete' }],
  ['forget', { action: 'forget' }],
  ['delete,create', { action: 'replace', createsBeforeDestroy: false }],
  ['create,delete', { action: 'replace', createsBeforeDestroy: true }],
  ['create,forget', { action: 'replace', createsBeforeDestroy: true, forgetsOld: true }],
  ['forget,create', { action: 'replace', createsBeforeDestroy: false, forgetsOld: true }],
]);

/**
 * @param where path of the actions in the plan
 * @throws PlanFormatError if Terraform has no such actions
 */
export function readActions(actions: readonly string[], where: string): ActionMeaning {
  const meaning = MEANINGS.get(actions.join(','));
  if (meaning !== undefined) return meaning;
  const allowed = [...MEANINGS.keys()].map((known) => `[${known}]`).join(' ');
  throw new PlanFormatError(where, `found [${actions.join(',').slice(0, 60)}], allowed are ${allowed}`);
}
