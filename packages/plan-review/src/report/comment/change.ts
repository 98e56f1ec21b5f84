import type { DifferenceLine } from '../../diff/difference';
import type { Action, ResourceChange } from '../../plan/plan';
import type { ReviewedChange } from '../review';
import { actionOf, detailsOf } from '../text/change';
import { shortened } from '../text/visible';
import { counted } from '../text/words';
import { code, fenced, within } from './markdown';
import type { Piece } from './pieces';

/** Most lines of one resource, and characters of a line: a comment is no place for a whole script. */
const MOST_LINES = 120;
const MOST_CHARACTERS = 300;

/** By these GitHub colours a line in a `diff` fence. */
const SIGNS: Readonly<Record<DifferenceLine['kind'], string>> = {
  added: '+',
  removed: '-',
  changed: '!',
  context: ' ',
};

/** What happens to a resource, and its differences. */
export function changePiece({ change, differences }: ReviewedChange): Piece {
  const importance = importanceOf(change.action);
  const lines = differences.flatMap(({ subject, lines }) => [`@@ ${subject} @@`, ...lines.map(signed)]);
  return {
    importance,
    open: `${heading(change)}\n\n`,
    children: lines.length === 0 ? [] : [{ importance: `difference of a ${importance}`, open: `${fence(lines)}\n\n` }],
    instead: () => `*${counted(lines.length, 'line')} of differences left out.*\n\n`,
  };
}

function importanceOf(action: Action): 'risky resource' | 'changed resource' | 'created resource' {
  if (action === 'replace' || action === 'delete') return 'risky resource';
  return action === 'create' || action === 'read' ? 'created resource' : 'changed resource';
}

function heading(change: ResourceChange): string {
  const details = detailsOf(change).map(({ words, code: name }) =>
    name === undefined ? `, ${words}` : `, ${words} ${within(400, name, code)}`,
  );
  return `**${actionOf(change)}** ${within(500, change.address, code)}${details.join('')}`;
}

function signed({ kind, text }: DifferenceLine): string {
  return `${SIGNS[kind]} ${text}`;
}

function fence(lines: readonly string[]): string {
  const more = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line) => shortened(line, MOST_CHARACTERS));
  return fenced(more > 0 ? [...shown, `# and ${counted(more, 'more line')}`] : shown, 'diff');
}
