import { parseJson } from '../json';
import type { Value } from '../plan/value';

/** Whether it is a text that holds a JSON object or list. Numbers and the like are plain texts. */
export function isJson(value: Value): value is string {
  return typeof value === 'string' && /^\s*[[{]/.test(value) && parseJsonValue(value) !== null;
}

/** The value of a text in JSON; null if it is not a text, or not JSON. */
export function parseJsonValue(value: Value): Value {
  return typeof value === 'string' ? ((parseJson(value) as Value | undefined) ?? null) : null;
}
