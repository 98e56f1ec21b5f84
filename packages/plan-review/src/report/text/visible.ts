/** Untrusted text, made safe to show on one line in every output. */

/**
 * What moves a cursor, hides text or turns its direction around: control characters, bidirectional marks, halves of
 * characters.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u200B\u2060\uFEFF]/gu;

/**
 * The text on one line, with a replacement character for everything that would make it look like another text: what a
 * plan holds may be written by the author of the pull request.
 */
export function visible(text: string): string {
  return text
    .replace(/[\s\u0085]+/gu, ' ')
    .trim()
    .replace(INVISIBLE, '\uFFFD');
}

/** A whole page with a replacement character for everything that would deceive; its line breaks stay. */
export function withoutDeceptiveCharacters(page: string): string {
  return page.replace(INVISIBLE, (character) => (character === '\n' ? character : '\uFFFD'));
}

/** The lines of a text, each `visible`, their indentation kept. */
export function visibleLines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/u)
    .map((line) => line.replaceAll('\t', '    ').replace(INVISIBLE, '\uFFFD').trimEnd());
}

/** The text, cut to a number of characters with `…` at the end. Never cuts a character in two. */
export function shortened(text: string, most: number): string {
  // Longer in UTF-16 does not mean longer in characters, but never the other way round.
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** Size of the text in UTF-8: never less than its number of characters, however they are counted. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
