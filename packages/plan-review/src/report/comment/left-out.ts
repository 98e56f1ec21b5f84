import { counted } from '../text/words';
import { nameOf } from './importance';
import type { CommentOptions } from './options';
import type { Piece } from './pieces';

/** Room that is kept for the note: every kind of piece with a number of seven figures. */
const LONGEST_LIST = 900;

/** Says what is missing from the comment, and where everything is. */
export function leftOutNote(leftOut: readonly Piece[], { reportUrl }: CommentOptions): string {
  const report = reportUrl === undefined ? 'The full report' : `[The full report](<${webAddress(reportUrl)}>)`;
  if (leftOut.length > 0) {
    return `> **Shortened to fit into a comment.** Left out: ${listOf(leftOut)}. ${report} has it all.\n`;
  }
  return reportUrl === undefined ? '' : `${report}\n`;
}

/** Most bytes that a note can have. */
export function mostOfNote({ reportUrl }: CommentOptions): number {
  return LONGEST_LIST + (reportUrl === undefined ? 0 : webAddress(reportUrl).length);
}

function listOf(leftOut: readonly Piece[]): string {
  const names = leftOut.flatMap(({ importance }) => nameOf(importance) ?? []);
  const byMany = new Map(names.map((name) => [name.many, name]));
  return Array.from(byMany.values(), ({ one, many }) => {
    return counted(names.filter((name) => name.many === many).length, one, many);
  }).join(', ');
}

/** The address as it may stand between angle brackets, which a URL writes as percent signs. */
function webAddress(url: string): string {
  const { protocol, href } = new URL(URL.canParse(url) ? url : 'invalid:');
  if (/^https?:$/.test(protocol)) return href;
  throw new RangeError(`reportUrl: expected the address of a web page, e.g. https://github.com/..., got ${url}`);
}
