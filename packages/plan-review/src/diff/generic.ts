import type { ResourceChange } from '../plan/plan';
import { UNKNOWN, type ValueObject } from '../plan/value';
import type { Difference, DifferenceLine } from './difference';
import { expand } from './expand';
import { difference } from './lines';
import { updateLines } from './update-lines';
import { isEmpty, member } from './values';

/** The names of a resource; of a destroyed one nothing else is shown. */
const IDENTITY = ['name', 'identifier', 'bucket', 'repository', 'family', 'function_name', 'domain', 'id'];

/**
 * Compares resources attribute by attribute.
 * @param handled attributes that a differ explains
 * @returns nothing if differs explain all that changes
 */
export function attributeDifferences(change: ResourceChange, handled: ReadonlySet<string>): readonly Difference[] {
  return difference('attributes', linesOf(change, handled));
}

function linesOf(change: ResourceChange, handled: ReadonlySet<string>): readonly DifferenceLine[] {
  const { before, after } = change;
  if (after === null) return identityLines(before ?? {});
  if (before === null) return creationLines(after, handled);
  return updateLines(change, before, after, handled);
}

/** The first of its names. */
function identityLines(before: ValueObject): readonly DifferenceLine[] {
  const name = IDENTITY.find((attribute) => !isEmpty(member(before, attribute)));
  return name === undefined ? [] : expand('removed', name, member(before, name));
}

/**
 * The attributes that are set. One that is not known yet gets no line: it was not set, or it is the value of another
 * resource.
 */
function creationLines(after: ValueObject, handled: ReadonlySet<string>): readonly DifferenceLine[] {
  return Object.entries(after)
    .filter(([name, value]) => !handled.has(name) && !isEmpty(value) && value !== false && value !== UNKNOWN)
    .filter(([name]) => name !== 'tags_all' && name !== 'timeouts')
    .toSorted(([name], [other]) => rankOf(name) - rankOf(other))
    .flatMap(([name, value]) => expand('added', name, value));
}

/** Names first, tags last, the rest as it comes. */
function rankOf(name: string): number {
  return IDENTITY.includes(name) ? 0 : name === 'tags' ? 2 : 1;
}
