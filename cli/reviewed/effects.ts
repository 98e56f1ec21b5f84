import type { Action, Plan, ResourceChange } from '../../review/plan/plan';

/** What a plan does to one address. */
export interface Effect {
  readonly address: string;
  readonly action: Action;
}

/** Reading a data source changes nothing, and when it is read depends on what is known. */
export function effectsOf(plan: Pick<Plan, 'changes'>): readonly Effect[] {
  return plan.changes.filter(({ action }) => action !== 'read' && action !== 'no-op').map(effectOf);
}

/**
 * Whether a plan destroys anything, or forgets it. That is all in the plan file alone: unlike a value, Terraform does not
 * compare it with the configuration when it applies.
 */
export function destroysSomething(plan: Pick<Plan, 'changes'>): boolean {
  return effectsOf(plan).some(({ action }) => ['delete', 'replace', 'forget'].includes(action));
}

/**
 * Compares what a plan does with what was reviewed.
 * @param planned what would be done now. It may be less than what was reviewed: an apply that failed in the middle has
 * done its part
 * @returns what it would do that nobody has reviewed, in words; empty if there is none
 */
export function unreviewedEffects(reviewed: Pick<Plan, 'changes'>, planned: Pick<Plan, 'changes'>): readonly string[] {
  const known = new Map(effectsOf(reviewed).map(({ address, action }) => [address, action]));
  return planned.changes
    .filter(({ action }) => action !== 'read' && action !== 'no-op')
    .filter((change) => !isRestOf(known.get(change.address), change))
    .map(({ address, action }) => `${address}: ${action}, reviewed was ${known.get(address) ?? 'no change'}`);
}

/** Whether a change is the one that was reviewed, or what an interrupted apply has left of it. */
function isRestOf(reviewed: Action | undefined, { action, actionReason, deposed }: ResourceChange): boolean {
  if (action === reviewed) return true;
  // Of a replacement, one half was done.
  if (reviewed === 'replace') return action === 'create' || (action === 'delete' && deposed !== undefined);
  // What was made by halves is made anew.
  return reviewed === 'create' && action === 'replace' && actionReason === 'replace_because_tainted';
}

function effectOf({ address, action }: ResourceChange): Effect {
  return { address, action };
}
