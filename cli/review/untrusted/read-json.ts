/** The value of a JSON text. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is an object: no list, no text. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON text that two programs might read differently. */
export class UnclearJson extends Error {}

/**
 * Reads a JSON text that holds an object, and means the same to everybody: of two properties with one name JavaScript
 * keeps the last, while Terraform takes both.
 * @throws UnclearJson that says what is wrong
 */
export function readJson(bytes: Uint8Array): JsonObject {
  const text = decode(bytes);
  const value = parse(text);
  if (!isObject(value)) throw new UnclearJson('no JSON object');
  if (namesIn(text) !== namesOf(value)) throw new UnclearJson('an object with two properties of one name');
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnclearJson('no UTF-8 text');
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UnclearJson('no JSON');
  }
}

/** How many names of properties the text has: texts that a colon follows. */
function namesIn(text: string): number {
  const texts = text.match(/"(?:[^"\\]|\\.)*"\s*:?/g) ?? [];
  return texts.filter((each) => each.endsWith(':')).length;
}

function namesOf(value: Json): number {
  if (Array.isArray(value)) return (value as readonly Json[]).reduce<number>((sum, each) => sum + namesOf(each), 0);
  if (!isObject(value)) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + 1 + namesOf(each), 0);
}
