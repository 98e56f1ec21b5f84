import { isList, isObject, type Value } from '../plan/value';
import type { DifferenceLine } from './difference';
import { isJson, parseJsonValue } from './json-text';
import { line } from './lines';
import { valueText } from './text';
import { below, isEmpty, isTree } from './values';

/** All of a value that was not there, or is no more: one line for each value in it that says something. */
export function expand(kind: 'added' | 'removed', path: string, value: Value): readonly DifferenceLine[] {
  const tree = isJson(value) ? parseJsonValue(value) : value;
  const lines = isTree(tree) ? partsOf(path, tree).flatMap(([name, part]) => expandPart(kind, name, part)) : [];
  return lines.length > 0 ? lines : [line(kind, `${path}: ${valueText(value)}`)];
}

function partsOf(path: string, tree: Value): readonly (readonly [name: string, part: Value])[] {
  if (isObject(tree)) return Object.entries(tree).map(([key, part]) => [below(path, key), part]);
  const elements = isList(tree) ? tree : [];
  const isBlock = elements.length === 1 || !elements.some(isTree);
  return elements.map((element, index) => [isBlock ? path : `${path}[${index}]`, element]);
}

function expandPart(kind: 'added' | 'removed', name: string, part: Value): readonly DifferenceLine[] {
  return isEmpty(part) ? [] : expand(kind, name, part);
}
