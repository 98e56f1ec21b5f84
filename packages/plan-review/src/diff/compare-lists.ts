import { isObject, type Value, type ValueObject } from '../plan/value';
import type { DifferenceLine } from './difference';
import { expand } from './expand';
import { itemLines, line, type Item } from './lines';
import { changeText, valueText } from './text';
import { keyOf, member, textOf } from './values';

/** Compares two values with a path. */
type Comparison = (path: string, before: Value, after: Value) => readonly DifferenceLine[];

/** Members that identify the objects of a list, the best first. */
const NAMES = [
  'name',
  'Name',
  'key',
  'Key',
  'sid',
  'Sid',
  'id',
  'Id',
  'ID',
  'identifier',
  'type',
  'rule_no',
  'priority',
];

/**
 * Compares lists. Terraform's JSON does not tell lists from sets, so elements are matched by their names, or by
 * their values; if only their order changes, the result says so.
 * @param compare compares elements that belong together
 * @returns no line only if both are the same
 */
export function compareLists(
  path: string,
  before: readonly Value[],
  after: readonly Value[],
  compare: Comparison,
): readonly DifferenceLine[] {
  if (before.length === 0) return expand('added', path, after);
  if (after.length === 0) return expand('removed', path, before);
  const lines = compareElements(path, before, after, compare);
  if (lines.length > 0) return lines;
  return [line('changed', `${path}: another order: ${changeText(briefly(before), briefly(after))}`)];
}

function compareElements(
  path: string,
  before: readonly Value[],
  after: readonly Value[],
  compare: Comparison,
): readonly DifferenceLine[] {
  if (before.length === 1 && after.length === 1) return compare(path, before[0] ?? null, after[0] ?? null);
  const name = nameIn(before, after);
  return name === undefined ? compareAsSets(path, before, after) : compareByName(path, name, before, after, compare);
}

/** The member whose values differ within each of the two lists. */
function nameIn(before: readonly Value[], after: readonly Value[]): string | undefined {
  return NAMES.find((name) =>
    [before, after].every((list) => {
      const texts = list.map((element) => textOf(member(element, name)));
      return !texts.includes(undefined) && new Set(texts).size === texts.length;
    }),
  );
}

function compareByName(
  path: string,
  name: string,
  before: readonly Value[],
  after: readonly Value[],
  compare: Comparison,
): readonly DifferenceLine[] {
  const [old, updated] = [elementsBy(name, before), elementsBy(name, after)];
  const names = [...new Set([...old.keys(), ...updated.keys()])];
  return names.flatMap((text) => compare(`${path}[${text}]`, old.get(text) ?? null, updated.get(text) ?? null));
}

function elementsBy(name: string, list: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map<string, Value>(list.map((element) => [textOf(member(element, name)) ?? '', element]));
}

function compareAsSets(path: string, before: readonly Value[], after: readonly Value[]): readonly DifferenceLine[] {
  const itemOf = (element: Value): Item => ({ key: keyOf(element), text: `${path}: ${valueText(element)}` });
  return itemLines(
    before.map((element) => itemOf(element)),
    after.map((element) => itemOf(element)),
  );
}

/** Elements that have a name, by it. */
function briefly(list: readonly Value[]): readonly Value[] {
  return list.map((element) => (isObject(element) ? nameOf(element) : element));
}

function nameOf(element: ValueObject): Value {
  return NAMES.map((name) => textOf(member(element, name))).find((text) => text !== undefined) ?? element;
}
