import { areEqual } from '../plan/equality';
import { describeFault } from '../fault';
import type { ResourceChange } from '../plan/plan';
import { memberOf } from '../plan/value';
import type { Differ } from './differ';
import { differsOf } from './differs';
import type { Difference } from './difference';
import { attributeDifferences } from './generic';

/**
 * Explains a change of a resource: in the terms of its type where there is a differ for it, and attribute by
 * attribute for the rest. Nothing that changes is left out, and it never throws: where a differ fails, its attributes
 * are shown like all others, with a line that says so.
 * @param others resources of the same plan, changed or not, by which the path of a route can be found
 */
export function differencesOf(change: ResourceChange, others: readonly ResourceChange[] = []): readonly Difference[] {
  const explained = differsOf(change.type).map((differ) => ({ differ, ...explain(change, differ, others) }));
  const handled = explained
    .filter(({ differences, fault }) => fault.length === 0 && (differences.length > 0 || change.after === null))
    .flatMap(({ differ }) => differ.attributes);
  return [
    ...explained.flatMap(({ differences, fault }) => [...differences, ...fault]),
    ...attributesOf(change, new Set(handled)),
  ];
}

/** The differences that a differ found, or the line that says that it failed. */
interface Explanation {
  readonly differences: readonly Difference[];
  readonly fault: readonly Difference[];
}

function explain(change: ResourceChange, differ: Differ, others: readonly ResourceChange[]): Explanation {
  const { before, after } = change;
  const isSame = differ.attributes.every((name) => areEqual(memberOf(before ?? {}, name), memberOf(after ?? {}, name)));
  if (isSame || (after === null && !differ.tellsOfDestruction)) return { differences: [], fault: [] };
  try {
    const differences = differ.differencesOf(before ?? {}, after ?? {}, { type: change.type, others });
    return { differences, fault: [] };
  } catch (error) {
    const text = `${differ.attributes.join(', ')}: shown attribute by attribute, since explaining it failed`;
    return { differences: [], fault: [faultDifference(text, error)] };
  }
}

function attributesOf(change: ResourceChange, handled: ReadonlySet<string>): readonly Difference[] {
  try {
    return attributeDifferences(change, handled);
  } catch (error) {
    return [faultDifference('too large or too deep to be compared', error)];
  }
}

function faultDifference(text: string, error: unknown): Difference {
  return { subject: 'attributes', lines: [{ kind: 'changed', text: `${text} (${describeFault(error)})` }] };
}
