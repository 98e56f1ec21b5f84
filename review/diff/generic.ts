import type { ResourceChange } from '../plan/plan';
import { UNKNOWN, type ValueObject } from '../plan/value';
import { keysOf } from '../plan/equality';
import { compareValues } from './compare-values';
import type { Difference, DifferenceLine } from './difference';
import { expand } from './expand';
import { difference, line } from './lines';
import { isComputed } from './computed';
import { isEmpty, member } from './values';

/** What a resource is known by; of one that is destroyed, nothing else matters. */
const IDENTITY = ['name', 'identifier', 'bucket', 'repository', 'family', 'function_name', 'domain', 'id'];

/**
 * Compares resources attribute by attribute.
 * @param handled attributes that are told otherwise
 * @returns nothing if all that changes is told otherwise
 */
export function attributeDifferences(change: ResourceChange, handled: ReadonlySet<string>): readonly Difference[] {
  return difference('attributes', linesOf(change, handled));
}

function linesOf(
  { action, before, after, replacePaths }: ResourceChange,
  handled: ReadonlySet<string>,
): readonly DifferenceLine[] {
  if (after === null) return identityLines(before ?? {});
  if (before === null) return creationLines(after, handled);
  const forcing = new Set(action === 'replace' ? replacePaths.map(([attribute]) => attribute) : []);
  const names = keysOf(before, after).filter((name) => !handled.has(name) && !isRepetition(name, before, after));
  const [first, rest] = [names.filter((name) => forcing.has(name)), names.filter((name) => !forcing.has(name))];
  return [
    ...first.flatMap((name) => compareAttribute(name, before, after)).map(withReason),
    ...rest.flatMap((name) => compareAttribute(name, before, after)),
    ...laterLines(before, after, handled),
  ];
}

function compareAttribute(name: string, before: ValueObject, after: ValueObject): readonly DifferenceLine[] {
  return compareValues(name, member(before, name), member(after, name));
}

function withReason({ kind, text }: DifferenceLine): DifferenceLine {
  return kind === 'context' ? { kind, text } : { kind, text: `${text} (forces a replacement)` };
}

/** The first of its names. */
function identityLines(before: ValueObject): readonly DifferenceLine[] {
  const name = IDENTITY.find((attribute) => !isEmpty(member(before, attribute)));
  return name === undefined ? [] : expand('removed', name, member(before, name));
}

/** What is set; what is not known yet is not worth a line, for nobody set it, or its value is that of another resource. */
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

/** Whether an attribute says only what others say: computed ones that become unknown, tags once more. */
function isRepetition(name: string, before: ValueObject, after: ValueObject): boolean {
  if (name === 'tags_all') return repeatsTags(before, after);
  return isComputed(name) && member(after, name) === UNKNOWN;
}

function repeatsTags(before: ValueObject, after: ValueObject): boolean {
  const lines = compareValues('tags', member(before, 'tags_all'), member(after, 'tags_all'));
  const told = new Set(compareAttribute('tags', before, after).map(({ kind, text }) => `${kind} ${text}`));
  return lines.every(({ kind, text }) => told.has(`${kind} ${text}`));
}

/** Computed attributes, in one line. */
function laterLines(before: ValueObject, after: ValueObject, handled: ReadonlySet<string>): readonly DifferenceLine[] {
  const names = keysOf(before, after).filter(
    (name) => isComputed(name) && member(after, name) === UNKNOWN && !handled.has(name),
  );
  return names.length === 0 ? [] : [line('context', `known after apply: ${names.join(', ')}`)];
}
