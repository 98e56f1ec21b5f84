import { Sensitive, UNKNOWN, isList, isObject, memberOf, type Value, type ValueObject } from './value';

/**
 * Whether two values are known to be the same. What is not known yet is the same as nothing, not even as itself; an
 * attribute that is absent is the same as one that is null.
 */
export function areEqual(a: Value | undefined, b: Value | undefined): boolean {
  const left = a ?? null;
  const right = b ?? null;
  if (left === UNKNOWN || right === UNKNOWN) return false;
  if (left instanceof Sensitive && right instanceof Sensitive) return left.fingerprint === right.fingerprint;
  if (isList(left) && isList(right)) return areListsEqual(left, right);
  if (isObject(left) && isObject(right)) return areObjectsEqual(left, right);
  return left === right;
}

function areListsEqual(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((element, index) => areEqual(element, right[index]));
}

function areObjectsEqual(left: ValueObject, right: ValueObject): boolean {
  return keysOf(left, right).every((key) => areEqual(memberOf(left, key), memberOf(right, key)));
}

/** The keys of either, each once, those of the first first. */
export function keysOf(left: ValueObject, right: ValueObject): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}
