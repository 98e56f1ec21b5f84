import { differencesOf } from 'plan-review/diff/differences-of';
import type { ResourceChange } from 'plan-review/plan/plan';

const MARKS = { added: '+', removed: '-', changed: '~', context: ' ' };

/** What a change means, each line with a mark in front; the subject is left out. */
export function linesOf(change: ResourceChange): readonly string[] {
  return differencesOf(change).flatMap(({ lines }) => lines.map(({ kind, text }) => `${MARKS[kind]} ${text}`));
}
