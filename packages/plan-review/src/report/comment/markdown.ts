/**
 * Text of others in the Markdown of a GitHub comment: it is shown as it is, and neither formats, links nor notifies.
 * Sources: GitHub Flavored Markdown Spec (entities cannot stand for structure; code spans; fences; HTML blocks), and
 * GitHub Docs, "Basic writing and formatting syntax" (mentions, references, emoji; none of them in code).
 */
import { bytesOf, shortened, visible, visibleLines } from '../text/visible';

/** A space without width: what would start a mention, a reference, a link or an emoji does not, with it inside. */
const BREAK = '&#8203;';

/** Characters that may mean something to Markdown or HTML; an underscore only at the edge of a word. */
const SPECIAL = /[&<>`*~[\]|\\#$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Text in a sentence or a table cell. */
export function prose(text: string): string {
  return (
    visible(text)
      .replace(SPECIAL, asEntity)
      // A list, a heading or a rule, if it comes to stand at the beginning of a line.
      .replace(/^[-+=]|(?<=^\d+)[.)]/, asEntity)
      // Mentions and e-mail addresses; `https://`; `:smile:`.
      .replace(/@|:(?=\/\/|[\w+-]+:)/g, `$&${BREAK}`)
      // `#123`, `GH-123`
      .replace(/(&#35;|\bGH-)(?=\d)/gi, `$&${BREAK}`)
      .replace(/\bwww(?=\.)/gi, `$&${BREAK}`)
      // Between two dollar signs GitHub would see a formula. Source: GitHub Docs, "Writing mathematical expressions".
      .replaceAll('&#36;', '<span>&#36;</span>')
  );
}

/** Text as code, outside tables and HTML: nothing in it is anything but text, and it can be copied as it is. */
export function code(text: string): string {
  const content = visible(text);
  if (content === '') return '<code></code>';
  const delimiter = '`'.repeat(longestRun(content) + 1);
  const padding = /^`|`$/.test(content) ? ' ' : '';
  return `${delimiter}${padding}${content}${padding}${delimiter}`;
}

/** Text as code in a cell of a table, where a code span would end at a `|`. */
export function cellCode(text: string): string {
  return `<code>${prose(text)}</code>`;
}

/** Text as code inside HTML that Markdown leaves alone, such as a summary. */
export function htmlCode(text: string): string {
  return `<code>${visible(text).replace(/[&<>"']/g, asEntity)}</code>`;
}

/**
 * Lines in a fence that none of them can close.
 * @param language e.g. `diff`, which colours by the first character of a line
 */
export function fenced(lines: readonly string[], language = ''): string {
  const content = lines.map((line) => visibleLines(line).join(' '));
  const fence = '`'.repeat(Math.max(2, ...content.map(longestRun)) + 1);
  return [`${fence}${language}`, ...content, fence].join('\n');
}

/** The text, cut until what `write` makes of it has at most so many bytes. */
export function within(most: number, text: string, write: (text: string) => string): string {
  const written = write(shortened(text, most));
  if (bytesOf(written) <= most) return written;
  let [fits, tooMany] = [0, most];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (bytesOf(write(shortened(text, middle))) <= most) fits = middle;
    else tooMany = middle;
  }
  return write(shortened(text, Math.max(1, fits)));
}

function asEntity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
