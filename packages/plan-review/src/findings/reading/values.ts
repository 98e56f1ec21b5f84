import { standInWords } from '../../plan/masking/stand-in';
import { Sensitive, UNKNOWN, isList, isObject, memberOf, type Value, type ValueObject } from '../../plan/value';

/**
 * The values at a path, through every element of the lists on the way: blocks are lists.
 * @param path names with dots between them, e.g. `encryption_configuration.kms_key`
 * @returns none if there is nothing or null; what is hidden or not known yet stands for all that is in it
 */
export function valuesAt(object: ValueObject | null, path: string): readonly Value[] {
  return path
    .split('.')
    .reduce<readonly Value[]>((values, step) => values.flatMap((value) => membersOf(value, step)), [object]);
}

function membersOf(value: Value, step: string): readonly Value[] {
  if (isHidden(value)) return [value];
  if (isList(value)) return value.flatMap((element) => membersOf(element, step));
  const member: Value = isObject(value) ? (memberOf(value, step) ?? null) : null;
  return elementsOf(member).filter((each) => each !== null);
}

function elementsOf(value: Value): readonly Value[] {
  return isList(value) ? value.flatMap(elementsOf) : [value];
}

/** Whether it is a secret or known only after the change: nothing can be said of it. */
export function isHidden(value: Value | undefined): value is Sensitive | typeof UNKNOWN {
  return value === UNKNOWN || value instanceof Sensitive;
}

/** The one text at a path; undefined if there is none, or several, or it is hidden. */
export function textAt(object: ValueObject | null, path: string): string | undefined {
  const [value, ...others] = valuesAt(object, path);
  return typeof value === 'string' && others.length === 0 ? value : undefined;
}

/** The one number at a path, also if it is written as a text. */
export function numberAt(object: ValueObject | null, path: string): number | undefined {
  const [value, ...others] = valuesAt(object, path);
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
  return isNumeric && others.length === 0 ? Number(value) : undefined;
}

/** Every text in a value, at any depth. */
export function textsIn(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** As it is shown in a sentence; never what is behind a secret. */
export function valueText(value: Value | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (value === UNKNOWN) return 'a value known after apply';
  if (value instanceof Sensitive) return 'a secret';
  if (typeof value === 'string') return value === '' ? 'nothing' : (standInWords(value) ?? shorten(value));
  return typeof value === 'object' ? 'another' : String(value);
}

const LONGEST = 80;

/** The beginning of a text that is too long for a sentence. */
export function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
