import wrapAnsi from 'wrap-ansi';

/** Text in lines of so many columns at most; a longer word has a line of its own. */
export function wrap(text: string, columns: number): readonly string[] {
  return wrapAnsi(text.replace(/\s+/g, ' ').trim(), columns).split('\n');
}
