import { hiddenChange, standInWords } from '../plan/masking/stand-in';
import { isList, Sensitive, UNKNOWN, type Value } from '../plan/value';

/** Longer values are shortened, unless all of them matters. */
const LONGEST = 160;
/** How much is left at either end. */
const ENDS = 60;
/** How much is shown of what two long texts have in common, on either side of where they differ. */
const SURROUNDINGS = 20;

/**
 * Any text in one line: line breaks and the like are escaped, and so is what could make a terminal or
 * a browser show it in another order than it is.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, escaped);
}

function escaped(character: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A value in one line, shortened if it is long. */
export function valueText(value: Value): string {
  return shorten(fullText(value));
}

/** A value in one line, all of it. */
export function fullText(value: Value): string {
  return value === '' ? '""' : oneLine(plainText(value));
}

function plainText(value: Value): string {
  if (value === UNKNOWN) return '(known after apply)';
  if (value instanceof Sensitive) return '(sensitive)';
  if (value === null) return '(none)';
  if (typeof value === 'string') return standInWords(value) ?? value;
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(fullText).join(', ')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return `{${members.map(([key, member]) => `${key}: ${fullText(member)}`).join(', ')}}`;
}

/** Two values with an arrow between them; of long texts, where they differ. */
export function changeText(before: Value, after: Value): string {
  const hidden = typeof before === 'string' && typeof after === 'string' ? hiddenChange(before, after) : undefined;
  if (hidden !== undefined) return hidden;
  const [old, updated] = [fullText(before), fullText(after)];
  if (old.length <= LONGEST && updated.length <= LONGEST) return arrow(old, updated);
  const start = Math.max(0, commonStart(old, updated) - SURROUNDINGS);
  const end = Math.max(0, commonStart(reverse(old.slice(start)), reverse(updated.slice(start))) - SURROUNDINGS);
  return arrow(cutOut(old, start, end), cutOut(updated, start, end));
}

function arrow(before: string, after: string): string {
  return before === after ? `${before}, another one` : `${before} → ${after}`;
}

function cutOut(text: string, start: number, end: number): string {
  const middle = shorten(text.slice(start, text.length - end));
  return `${start > 0 ? '…' : ''}${middle}${end > 0 ? '…' : ''}`;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function reverse(text: string): string {
  return Array.from({ length: text.length }, (_, index) => text[text.length - 1 - index]).join('');
}

function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, ENDS)}… (${text.length} characters) …${text.slice(-ENDS)}`;
}
