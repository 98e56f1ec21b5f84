import type { Finding, Path } from './issue';

/** Nesting beyond that of any option; also what stops a config that contains itself. */
const DEEPEST = 16;

/** A config as plain data, and what of it had to be left out because data cannot hold it. */
export interface PlainData {
  readonly data: unknown;
  readonly findings: readonly Finding[];
}

/**
 * A deep copy of a config that holds only what JSON can hold, so that nothing that is done with it later runs code of
 * the config or changes it. Options that are `undefined` count as left out.
 */
export function toPlainData(input: unknown, path: Path = []): PlainData {
  if (path.length > DEEPEST) return refused(path, 'an object in itself, or far too deep', `${DEEPEST} levels`);
  if (Array.isArray(input)) return copyList(input, path);
  if (typeof input === 'object' && input !== null) return copyObject(input, path);
  if (typeof input === 'function' || typeof input === 'symbol' || typeof input === 'bigint')
    return refused(path, `a ${typeof input}`);
  return { data: input, findings: [] };
}

function copyList(input: readonly unknown[], path: Path): PlainData {
  const items = Array.from(input, (item, index) => toPlainData(item, [...path, index]));
  return { data: items.map(({ data }) => data), findings: items.flatMap(({ findings }) => findings) };
}

function copyObject(input: object, path: Path): PlainData {
  if (!isPlainObject(input)) return refused(path, kindOf(input));
  const entries = Object.entries(input)
    .filter(([key, value]) => key !== '__proto__' && value !== undefined)
    .map(([key, value]) => ({ key, ...toPlainData(value, [...path, key]) }));
  return {
    data: Object.fromEntries(entries.map(({ key, data }) => [key, data])),
    findings: [...unusableKeys(input, path), ...entries.flatMap(({ findings }) => findings)],
  };
}

/** Symbols are no option's name, and `__proto__` would change the object instead of adding to it. */
function unusableKeys(input: object, path: Path): readonly Finding[] {
  return Reflect.ownKeys(input)
    .filter((key) => typeof key === 'symbol' || key === '__proto__')
    .flatMap(
      (key) => refused([...path, String(key)], 'a name that cannot be used', 'names that are plain text').findings,
    );
}

/** Compares no prototypes by identity: objects of a config may come from another realm. */
function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'toString'));
}

function kindOf(value: object): string {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return tag === 'Object' ? 'an instance of a class' : `a ${tag}`;
}

function refused(
  path: Path,
  found: string,
  allowed = 'text, numbers, true, false, lists and plain objects',
): PlainData {
  return { data: undefined, findings: [{ path, found, allowed, fix: 'replace it by plain data, or leave it out' }] };
}
