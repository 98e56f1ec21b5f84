import { areEqual } from '../plan/equality';
import type { ResourceChange } from '../plan/plan';
import { memberOf } from '../plan/value';
import type { Differ } from './differ';
import { differsOf } from './differs';
import type { Difference } from './difference';
import { attributeDifferences } from './generic';

/**
 * What a change of a resource means: in the terms of its type where there are some, and attribute by attribute for the
 * rest. Nothing that changes is left out, and it never throws: where one way to tell it fails, a simpler one is taken.
 * @param others resources of the same plan, changed or not, by which the path of a route can be told
 */
export function differencesOf(change: ResourceChange, others: readonly ResourceChange[] = []): readonly Difference[] {
  const told = differsOf(change.type).map((differ) => ({ differ, differences: tell(change, differ, others) }));
  const handled = told
    .filter(({ differences }) => differences.length > 0 || change.after === null)
    .flatMap(({ differ }) => differ.attributes);
  return [...told.flatMap(({ differences }) => differences), ...tellAttributes(change, new Set(handled))];
}

function tell(change: ResourceChange, differ: Differ, others: readonly ResourceChange[]): readonly Difference[] {
  const { before, after } = change;
  if (after === null && !differ.tellsOfDestruction) return [];
  if (differ.attributes.every((name) => areEqual(memberOf(before ?? {}, name), memberOf(after ?? {}, name)))) return [];
  try {
    return differ.differencesOf(before ?? {}, after ?? {}, { type: change.type, others });
  } catch {
    return [];
  }
}

function tellAttributes(change: ResourceChange, handled: ReadonlySet<string>): readonly Difference[] {
  try {
    return attributeDifferences(change, handled);
  } catch {
    return [{ subject: 'attributes', lines: [{ kind: 'changed', text: 'too large or too deep to be compared' }] }];
  }
}
