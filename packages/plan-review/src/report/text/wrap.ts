/** How wide a text for terminals is, in characters. */
export const COLUMNS = 80;

/**
 * The text in lines of at most `COLUMNS` characters, the second and later ones indented by two more. A word that fits
 * into no line is broken.
 * @param text on one line, see `visible`
 * @param indent of the first line, in spaces
 */
export function wrapped(text: string, indent = 0): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words(text, COLUMNS - indent - 2)) {
    const longer = line === '' ? word : `${line} ${word}`;
    const room = COLUMNS - indent - (lines.length === 0 ? 0 : 2);
    if (lengthOf(longer) <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each, index) => `${' '.repeat(index === 0 ? indent : indent + 2)}${each}`);
}

/** The words; those that are longer than a line in pieces. */
function words(text: string, most: number): readonly string[] {
  return text.split(' ').flatMap((word) => {
    const characters = Array.from(word);
    const pieces = Math.max(1, Math.ceil(characters.length / most));
    return Array.from({ length: pieces }, (_, piece) => characters.slice(piece * most, (piece + 1) * most).join(''));
  });
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
