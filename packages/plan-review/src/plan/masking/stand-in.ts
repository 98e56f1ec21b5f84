/** What stands in the place of a whole text: `(sensitive 1, 8 characters)`, `(not shown 2, 43 characters)`. */
const STAND_IN = /^\((sensitive|not shown) \d+, (\d+ characters?)\)$/;

/**
 * The text that stands for one that is not shown.
 * @param number equal for equal texts of a plan
 */
export function standIn(word: 'sensitive' | 'not shown', number: number, text: string): string {
  const length = Array.from(text).length;
  return `(${word} ${number}, ${length} ${length === 1 ? 'character' : 'characters'})`;
}

/**
 * A stand-in for readers, without its number.
 * @returns undefined if a text is none
 */
export function standInWords(text: string): string | undefined {
  return STAND_IN.test(text) ? text.replace(STAND_IN, '($1, $2)') : undefined;
}

/**
 * What is told of a text that changes, if neither side is shown: `changed, 43 characters`.
 * @returns undefined if one of them is shown
 */
export function hiddenChange(before: string, after: string): string | undefined {
  return STAND_IN.test(before) && STAND_IN.test(after) ? after.replace(STAND_IN, 'changed, $2') : undefined;
}
