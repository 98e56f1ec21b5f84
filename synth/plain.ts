import { mayBeToken, mayHoldTokens } from './tokens';

/** What {@link copyPlain} returns for a value that is not plain. */
export const NOT_PLAIN = Symbol('not plain');

/** Deeper values may contain themselves. */
const DEEPEST = 100;

/**
 * Copies a value of objects, lists, texts, numbers and the like, as cdktf does when it resolves one without tokens:
 * what is undefined is left out.
 * @returns the copy, or {@link NOT_PLAIN} for what cdktf may resolve to something else
 */
export function copyPlain(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return mayHoldTokens(value) ? NOT_PLAIN : value;
    case 'number':
      return mayBeToken(value) ? NOT_PLAIN : value;
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return value;
      if (depth === DEEPEST) return NOT_PLAIN;
      return Array.isArray(value) ? copyItems(value, depth + 1) : copyProperties(value, depth + 1);
    default:
      return NOT_PLAIN;
  }
}

function copyItems(values: readonly unknown[], depth: number): unknown {
  const copies = values.map((value) => copyPlain(value, depth));
  return copies.includes(NOT_PLAIN) ? NOT_PLAIN : copies.filter((copy) => copy !== undefined);
}

function copyProperties(values: object, depth: number): unknown {
  if (Object.getPrototypeOf(values) !== Object.prototype) return NOT_PLAIN;
  const copies: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const copy = copyPlain(value, depth);
    if (copy === NOT_PLAIN || mayHoldTokens(key)) return NOT_PLAIN;
    if (copy !== undefined) copies[key] = copy;
  }
  return copies;
}
