import wrapAnsi from 'wrap-ansi';

/** How wide a text for terminals is, in columns. */
export const COLUMNS = 80;

/**
 * The text in lines of at most `COLUMNS` columns, the second and later ones indented by two more. A word that fits
 * into no line is broken.
 * @param text on one line, see `visible`
 * @param indent of the first line, in spaces
 */
export function wrapped(text: string, indent = 0): readonly string[] {
  const [first = '', ...others] = wrapAnsi(text, COLUMNS - indent - 2, { hard: true }).split('\n');
  return [`${' '.repeat(indent)}${first}`, ...others.map((line) => `${' '.repeat(indent + 2)}${line}`)];
}
