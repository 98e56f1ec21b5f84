import { diffArrays } from 'diff';
import type { Value } from '../plan/value';
import type { DifferenceLine } from './difference';
import { line } from './lines';

/** Unchanged lines that are shown around a change. */
const SURROUNDINGS = 2;
/** Most lines that are shown; the whole text is in the change. */
const MOST_LINES = 120;
/** From so many changed lines on the whole text counts as changed: finding the fewest would take too long. */
const MOST_CHANGES = 1000;

/** Whether it is a text of several lines. */
export function hasLines(value: Value): boolean {
  return typeof value === 'string' && /\n[^]/.test(value);
}

/** Compares texts line by line. */
export function compareLines(path: string, before: string, after: string): readonly DifferenceLine[] {
  const all = sequenceLines(linesOf(before), linesOf(after));
  const near = all.filter((_, index) =>
    all.slice(Math.max(0, index - SURROUNDINGS), index + SURROUNDINGS + 1).some(({ kind }) => kind !== 'context'),
  );
  const more = near.length - MOST_LINES;
  return [
    line(near.length > 0 ? 'context' : 'changed', `${path}:${near.length > 0 ? '' : ' other line breaks'}`),
    ...near.slice(0, MOST_LINES),
    ...(more > 0 ? [line('context', `… and ${more} more lines`)] : []),
  ];
}

/** All of two sequences, in order, as lines: what is in both, in one, or in the other. */
function sequenceLines(before: readonly string[], after: readonly string[]): readonly DifferenceLine[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES }) as Parts | undefined;
  const whole = [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  return (parts ?? whole).flatMap(({ value, added, removed }) =>
    value.map((text) => line(added ? 'added' : removed ? 'removed' : 'context', text)),
  );
}

type Parts = readonly { readonly value: readonly string[]; readonly added: boolean; readonly removed: boolean }[];

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}
