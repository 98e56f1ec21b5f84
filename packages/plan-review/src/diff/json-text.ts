import type { Value } from '../plan/value';

/** Whether it is a text that holds a JSON object or list. Numbers and the like are plain texts. */
export function isJson(value: Value): value is string {
  return typeof value === 'string' && /^\s*[[{]/.test(value) && parseJson(value) !== null;
}

/** What a JSON text holds; null of what is none. */
export function parseJson(value: Value): Value {
  if (typeof value !== 'string') return null;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return null;
  }
}
