import { areEqual, keysOf } from '../plan/equality';
import { isList, isObject, type Value, type ValueObject } from '../plan/value';
import { compareLines, hasLines } from './compare-lines';
import { compareLists } from './compare-lists';
import type { DifferenceLine } from './difference';
import { expand } from './expand';
import { isJson, parseJsonValue } from './json-text';
import { line, valueLines } from './lines';
import { below, isEmpty, isTree, member } from './values';

/**
 * Where two values differ, by path: members of objects, elements of lists, what JSON texts hold, lines of long texts.
 * @param path e.g. `health_check.path`; each line begins with it or with something below it
 * @returns no line only if both are the same
 */
export function compareValues(path: string, before: Value, after: Value): readonly DifferenceLine[] {
  if (areEqual(before, after)) return [];
  if (isObject(before) && isObject(after)) return compareObjects(path, before, after);
  if (isList(before) && isList(after)) return compareLists(path, before, after, compareValues);
  if (before === null && isTree(after)) return expand('added', path, after);
  if (after === null && isTree(before)) return expand('removed', path, before);
  if (isJsonOrNone(before) && isJsonOrNone(after)) return compareJson(path, before, after);
  if (isTextOrNone(before) && isTextOrNone(after) && (hasLines(before) || hasLines(after))) {
    return compareLines(path, before ?? '', after ?? '');
  }
  return valueLines(path, before, after);
}

function isTextOrNone(value: Value): value is string | null {
  return typeof value === 'string' || value === null;
}

function isJsonOrNone(value: Value): value is string | null {
  return value === null || isJson(value);
}

/** Empty members that are added or removed are shown only where nothing else changes. */
function compareObjects(path: string, before: ValueObject, after: ValueObject): readonly DifferenceLine[] {
  const lines = memberLines(path, before, after);
  return lines.length > 0 ? lines : linesOf(keysOf(before, after), path, before, after);
}

/**
 * Where two objects differ, without empty members that are added or removed; a missing object counts as an empty one.
 */
export function memberLines(path: string, before: ValueObject, after: ValueObject): readonly DifferenceLine[] {
  return linesOf(telling(before, after), path, before, after);
}

/** The members that have something in them, before or after. */
export function telling(before: ValueObject, after: ValueObject): readonly string[] {
  return keysOf(before, after).filter((key) => !isEmpty(member(before, key)) || !isEmpty(member(after, key)));
}

function linesOf(
  keys: readonly string[],
  path: string,
  before: ValueObject,
  after: ValueObject,
): readonly DifferenceLine[] {
  return keys.flatMap((key) => compareValues(below(path, key), member(before, key), member(after, key)));
}

function compareJson(path: string, before: string | null, after: string | null): readonly DifferenceLine[] {
  const lines = compareValues(path, parseJsonValue(before), parseJsonValue(after));
  return lines.length > 0 ? lines : [line('changed', `${path}: JSON, only written differently`)];
}
