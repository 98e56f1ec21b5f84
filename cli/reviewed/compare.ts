import { BY_IMPORT } from '../review/record/object-leaves';
import { objectKey, type PlannedEffect, type PlannedEffects } from '../review/record/plan-effects';
import { isSame, UNKNOWN_VALUE } from '../review/record/seal-effects';
import type { EffectRecord, StackRecord } from '../review/record/record';
import { partsOfAnotherObject } from './compare-object';
import { matches, type ValueCheck } from './matches';

/** What a new plan does in comparison with the reviewed one. */
export interface PlanComparison {
  /** What it does that was not reviewed, one sentence each; empty if there is nothing. No value is in them. */
  readonly unreviewed: readonly string[];
  /** What has changed since the review and stays as it is, e.g. an image that a release has deployed. */
  readonly since: readonly string[];
}

/**
 * Compares what a plan does with what was reviewed: the same actions on the same objects and addresses, with the
 * same values. A value that was not known in the review may be any: it follows from the same configuration, and from what the stacks
 * before have published. It may do less: an apply that failed has done a part of it.
 */
export async function comparePlans(
  reviewed: Pick<StackRecord, 'changes' | 'outputs'>,
  planned: PlannedEffects,
  check: ValueCheck,
): Promise<PlanComparison> {
  const changes = new Map(reviewed.changes.map((each) => [objectKey(each.address, each.deposed), each]));
  const outputs = new Map(reviewed.outputs.map((each) => [each.address, each]));
  const compared = await Promise.all([
    ...planned.changes.map((each) => {
      const key = objectKey(each.address, each.deposed);
      const before = changes.get(key) ?? replacementOf(changes.get(each.address));
      return compareEffect(key, before, each, isRestOf(before, each), check);
    }),
    ...planned.outputs.map((each) => {
      const before = outputs.get(each.address);
      return compareEffect(`output.${each.address}`, before, each, isOutputRestOf(before, each), check);
    }),
  ]);
  return { unreviewed: compared.flatMap((each) => each.unreviewed), since: compared.flatMap((each) => each.since) };
}

/** What leaves a deposed object of its address behind if it is interrupted: no other action does. */
function replacementOf(reviewed: EffectRecord | undefined): EffectRecord | undefined {
  return reviewed?.action === 'replace' ? reviewed : undefined;
}

/** Whether a change is the one that was reviewed, or the part of it that an interrupted apply has not done yet. */
function isRestOf(reviewed: EffectRecord | undefined, { action, deposed, isTainted }: PlannedEffect): boolean {
  if (action === reviewed?.action) return true;
  // It is moved or imported, and changed already.
  if (action === 'no-op') return reviewed !== undefined;
  // The interrupted apply did only one half of the replacement.
  if (reviewed?.action === 'replace') return action === 'create' || (action === 'delete' && deposed !== undefined);
  // Terraform marks a resource as tainted if its creation failed, and then replaces it.
  return reviewed?.action === 'create' && action === 'replace' && isTainted;
}

/** An interrupted apply may have published an output in part. */
function isOutputRestOf(reviewed: EffectRecord | undefined, { action }: PlannedEffect): boolean {
  return action === reviewed?.action || (reviewed?.action === 'create' && action === 'update');
}

async function compareEffect(
  address: string,
  reviewed: EffectRecord | undefined,
  planned: PlannedEffect,
  isRest: boolean,
  check: ValueCheck,
): Promise<PlanComparison> {
  if (reviewed === undefined || !isRest) {
    const was = reviewed === undefined ? 'no change' : wordOf(reviewed.action, BY_IMPORT in reviewed.object);
    const is = wordOf(planned.action, planned.object.has(BY_IMPORT));
    return { unreviewed: [`${address}: ${is}, reviewed was ${was}`], since: [] };
  }
  const parts = await partsOfAnotherObject(reviewed, planned, check);
  if (parts.length > 0) {
    const is = wordOf(planned.action, planned.object.has(BY_IMPORT));
    return { unreviewed: [`${address}: ${is} of another object than was reviewed: ${parts.join(', ')}`], since: [] };
  }
  if (['delete', 'forget', 'no-op'].includes(planned.action)) return { unreviewed: [], since: [] };
  const paths = [...new Set([...planned.before.keys(), ...planned.after.keys(), ...Object.keys(reviewed.values)])];
  const told = await Promise.all(paths.map((path) => compareValue(path, reviewed, planned, check)));
  const sentence = (kind: Told, words: string): string[] => {
    const found = paths.filter((_, index) => told[index] === kind);
    return found.length === 0 ? [] : [`${address}: ${words}: ${found.join(', ')}`];
  };
  return {
    unreviewed: [
      ...sentence('other value', 'another value than was reviewed'),
      ...sentence('other change', 'would change what the review left as it is'),
      ...sentence('reverts', 'would revert what was changed after the review'),
    ],
    since: sentence('since', 'changed since the review'),
  };
}

function wordOf(action: string, isImport: boolean): string {
  if (action !== 'no-op') return action;
  return isImport ? 'import' : 'move';
}

type Told = 'same' | 'other value' | 'other change' | 'reverts' | 'since';

async function compareValue(
  path: string,
  reviewed: EffectRecord,
  planned: PlannedEffect,
  check: ValueCheck,
): Promise<Told> {
  const [before, after] = [planned.before.get(path), planned.after.get(path)];
  const isMade = planned.action === 'create' || reviewed.action === 'create';
  const isKept = !isMade && isSame(before, after);
  const then = Object.hasOwn(reviewed.values, path) ? reviewed.values[path] : undefined;
  if (then === undefined) {
    const changesNothing = isKept || (isMade && after === undefined) || isPartOfUnknown(path, reviewed);
    return changesNothing ? 'same' : 'other change';
  }
  const isAsItWas = (): Promise<boolean> => matches(then.before, before, check);
  if (then.after === UNKNOWN_VALUE) return isMade || (await isAsItWas()) ? 'same' : 'since';
  if (!(await matches(then.after, after, check))) return isKept && then.before === then.after ? 'since' : 'other value';
  return isMade || isKept || (await isAsItWas()) ? 'same' : 'reverts';
}

/** What is not known as a whole is not known in any part. */
function isPartOfUnknown(path: string, { values }: EffectRecord): boolean {
  return [...path.matchAll(/[.[]/g)].some(({ index }) => {
    const whole = path.slice(0, index);
    return Object.hasOwn(values, whole) && values[whole]?.after === UNKNOWN_VALUE;
  });
}
