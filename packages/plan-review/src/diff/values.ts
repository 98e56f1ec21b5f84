import { isList, isObject, memberOf, Sensitive, UNKNOWN, type Value, type ValueObject } from '../plan/value';

/** A member of an object, null if it has none of this name. */
export function member(object: Value, name: string): Value {
  return isObject(object) ? (memberOf(object, name) ?? null) : null;
}

/** The elements of a list; none of what is no list. */
export function elementsOf(value: Value): readonly Value[] {
  return isList(value) ? value : [];
}

/** The objects in a list, or the object itself if it is one: JSON of a block that can be there once is either. */
export function objectsOf(value: Value): readonly ValueObject[] {
  return isList(value) ? value.filter((element) => isObject(element)) : isObject(value) ? [value] : [];
}

/** A text, a number or a truth value as text; undefined of all else, and of an empty text. */
export function textOf(value: Value): string | undefined {
  if (value === '' || value === null || value === UNKNOWN || typeof value === 'object') return undefined;
  return String(value);
}

/** Whether there is nothing in it. */
export function isEmpty(value: Value): boolean {
  if (value === null || value === '') return true;
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every((member) => member === null);
}

/** Whether it is an object or a list with something in it. */
export function isTree(value: Value): value is ValueObject | readonly Value[] {
  return (isObject(value) || isList(value)) && !isEmpty(value);
}

/** The path of a member. */
export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Equal for equal values. */
export function keyOf(value: Value): string {
  if (value === UNKNOWN) return 'unknown';
  if (value instanceof Sensitive) return `sensitive ${value.fingerprint}`;
  if (isList(value)) return `[${value.map(keyOf).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).filter((name) => value[name] !== null);
  return `{${names
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${keyOf(value[name] ?? null)}`)
    .join(',')}}`;
}
