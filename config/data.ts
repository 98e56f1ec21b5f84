import type { Path } from './issue';

/** The value at a path of plain data, or `undefined` if there is none. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(child, data);
}

/** Whether a config says something at a path. */
export function isGiven(data: unknown, path: Path): boolean {
  return valueAt(data, path) !== undefined;
}

/** The names that an object at a path has; none if there is no object. */
export function keysAt(data: unknown, path: Path): readonly string[] {
  const value = valueAt(data, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/** Never an inherited property: a service may be called `constructor`. */
function child(parent: unknown, key: string | number): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return undefined;
  return (parent as Readonly<Record<string | number, unknown>>)[key];
}

/** A copy of plain data with another value at a path, or without it if `value` is `undefined`. */
export function withValue(data: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data))
    return data.map((item, index) => (index === key ? withValue(item, rest, value) : (item as unknown)));
  const changed = { ...data, [key]: withValue(child(data, key), rest, value) };
  return Object.fromEntries(Object.entries(changed).filter(([, each]) => each !== undefined));
}
