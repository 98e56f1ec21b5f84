/** One mistake in a config: where, what was found there, what may stand there, and the change to make. */
export interface Issue {
  /** Config path such as `services.orders.environments.prod.cpu`, or a file with line and column. */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
  readonly fix: string;
}

/** Keys and indexes from the root of a config to one of its values. */
export type Path = readonly (string | number)[];

/** An issue while the config is checked: its place still in parts, and every place that it rests on. */
export interface Finding extends Omit<Issue, 'path'> {
  /** Where the issue is. */
  readonly path: Path;
  /** Other values that were compared. The finding says nothing if any of them is itself wrong. @default none */
  readonly reads?: readonly Path[];
}

/** What people read as the path of the root. */
const ROOT = '(the whole config)';

/** A path as people read it: `services.orders.tasks.min`, `users.callbackUrls[0]`, `tags["cost centre"]`. */
export function formatPath(path: Path): string {
  if (path.length === 0) return ROOT;
  return path.map(formatKey).join('').replace(/^\./, '');
}

function formatKey(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[\w$-]+$/.test(key) ? `.${key}` : `[${quote(key)}]`;
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((key, index) => path[index] === key);
}

/** Longest text of a value in a message, in characters. */
const LONGEST_QUOTE = 60;

/** A text in double quotes, without control characters, cut when it is long. */
export function quote(text: string): string {
  const short = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
  return JSON.stringify(short).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A value in a few words; objects and lists without their contents. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
}

/** `a`, `a or b`, `a, b or c`; the last joined by `word`. */
export function list(items: readonly (string | number)[], word: 'or' | 'and' = 'or'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? String(last) : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}
