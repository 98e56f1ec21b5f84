import { BY_IMPORT, BY_MOVE, identifiersOf } from '../review/record/object-leaves';
import type { PlannedEffect } from '../review/record/plan-effects';
import type { EffectRecord } from '../review/record/record';
import { UNKNOWN_VALUE } from '../review/record/seal-effects';
import { matches, type ValueCheck } from './matches';

/**
 * What shows that a change acts on another object than the reviewed one, whose address and values may be the same: a
 * state can say that any object is at an address.
 * @returns names of attributes; empty if it is the same object, or if none exists
 */
export async function partsOfAnotherObject(
  reviewed: EffectRecord,
  planned: PlannedEffect,
  check: ValueCheck,
): Promise<readonly string[]> {
  const parts = await partsThatDiffer(reviewed, planned, check);
  const isHalfMade = planned.isTainted && ['create', 'replace'].includes(reviewed.action);
  return parts.length > 0 && isHalfMade ? partsOfAnotherMade(reviewed, planned, check) : parts;
}

async function partsThatDiffer(
  { object, values }: EffectRecord,
  planned: PlannedEffect,
  check: ValueCheck,
): Promise<readonly string[]> {
  // Nothing is at the address any more.
  if (planned.action === 'create' && planned.object.size === 0) return [];
  const parts = [...new Set([...planned.object.keys(), ...Object.keys(object)])];
  return filter(parts, async (part) => {
    const leaf = planned.object.get(part) ?? planned.before.get(part);
    // It was moved or imported by an apply that was interrupted.
    if (leaf === undefined && (part === BY_MOVE || part === BY_IMPORT)) return false;
    return !(await matches(recordOf(object, part) ?? recordOf(values, part)?.before, leaf, check));
  });
}

/**
 * Of an object that an interrupted apply has made by halves, no review knew the id: what it knew of its identifiers and
 * names has to be that of the object.
 */
function partsOfAnotherMade(
  { values }: EffectRecord,
  { before }: PlannedEffect,
  check: ValueCheck,
): Promise<readonly string[]> {
  return filter(identifiersOf(before), async (path) => {
    const then = recordOf(values, path)?.after;
    return then !== undefined && then !== UNKNOWN_VALUE && !(await matches(then, before.get(path), check));
  });
}

async function filter(parts: readonly string[], test: (part: string) => Promise<boolean>): Promise<readonly string[]> {
  const isIn = await Promise.all(parts.map(test));
  return parts.filter((_, index) => isIn[index]);
}

/** The keys of a record are texts that others may have written. */
function recordOf<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
