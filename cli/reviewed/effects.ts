import type { Action, Plan, ResourceChange } from 'plan-review/plan/plan';
import { revertedChanges } from './reverted-changes';

/**
 * Whether a plan destroys a resource, or removes it from the state. Only the plan file says so: when Terraform applies a
 * saved plan, it does not compare such actions with the configuration.
 */
export function destroysSomething(plan: Pick<Plan, 'changes'>): boolean {
  return effectiveChanges(plan).some(({ action }) => ['delete', 'replace', 'forget'].includes(action));
}

/**
 * Compares what a plan does with what was reviewed.
 * @param planned the new plan. It may do less than the reviewed one: an apply that failed has done a part of it
 * @returns what the new plan does that was not reviewed, one sentence each; empty if there is nothing
 */
export function unreviewedEffects(reviewed: Pick<Plan, 'changes'>, planned: Pick<Plan, 'changes'>): readonly string[] {
  const known = new Map(effectiveChanges(reviewed).map((change) => [objectOf(change), change]));
  return effectiveChanges(planned).flatMap((change) => {
    const before = known.get(objectOf(change)) ?? known.get(change.address);
    return isRestOf(before?.action, change) ? revertedChanges(before, change) : [unreviewed(before?.action, change)];
  });
}

function unreviewed(reviewed: Action | undefined, { address, action }: ResourceChange): string {
  return `${address}: ${action}, reviewed was ${reviewed ?? 'no change'}`;
}

/** An address may have deposed objects of interrupted replacements, beside the object that is in use. */
function objectOf({ address, deposed }: ResourceChange): string {
  return deposed === undefined ? address : `${address} (deposed object ${deposed})`;
}

/** Whether a change is the one that was reviewed, or the part of it that an interrupted apply has not done yet. */
function isRestOf(reviewed: Action | undefined, { action, actionReason, deposed }: ResourceChange): boolean {
  if (action === reviewed) return true;
  // The interrupted apply did only one half of the replacement.
  if (reviewed === 'replace') return action === 'create' || (action === 'delete' && deposed !== undefined);
  // Terraform marks a resource as tainted if its creation failed, and then replaces it.
  return reviewed === 'create' && action === 'replace' && actionReason === 'replace_because_tainted';
}

/** Reading a data source changes nothing, and when it is read depends on what is known. */
function effectiveChanges({ changes }: Pick<Plan, 'changes'>): readonly ResourceChange[] {
  return changes.filter(({ action }) => action !== 'read' && action !== 'no-op');
}
