import type { Action, Plan, ResourceChange } from 'plan-review/plan/plan';
import { revertedChanges } from './reverted-changes';

/** What a plan does to one address. */
export interface Effect {
  readonly address: string;
  readonly action: Action;
}

/** All that a plan does. */
export function effectsOf(plan: Pick<Plan, 'changes'>): readonly Effect[] {
  return doing(plan).map(effectOf);
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
  const known = new Map(doing(reviewed).map((change) => [objectOf(change), change]));
  return doing(planned).flatMap((change) => {
    const before = known.get(objectOf(change)) ?? known.get(change.address);
    return isRestOf(before?.action, change) ? revertedChanges(before, change) : [unreviewed(before?.action, change)];
  });
}

function unreviewed(reviewed: Action | undefined, { address, action }: ResourceChange): string {
  return `${address}: ${action}, reviewed was ${reviewed ?? 'no change'}`;
}

/** An address may have leftovers of interrupted replacements, beside the object that is in use. */
function objectOf({ address, deposed }: ResourceChange): string {
  return deposed === undefined ? address : `${address} (deposed object ${deposed})`;
}

/** Whether a change is the one that was reviewed, or what an interrupted apply has left of it. */
function isRestOf(reviewed: Action | undefined, { action, actionReason, deposed }: ResourceChange): boolean {
  if (action === reviewed) return true;
  // Of a replacement, one half was done.
  if (reviewed === 'replace') return action === 'create' || (action === 'delete' && deposed !== undefined);
  // What was made by halves is made anew.
  return reviewed === 'create' && action === 'replace' && actionReason === 'replace_because_tainted';
}

/** Reading a data source changes nothing, and when it is read depends on what is known. */
function doing({ changes }: Pick<Plan, 'changes'>): readonly ResourceChange[] {
  return changes.filter(({ action }) => action !== 'read' && action !== 'no-op');
}

function effectOf({ address, action }: ResourceChange): Effect {
  return { address, action };
}
