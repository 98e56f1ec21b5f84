import { areEqual } from '../plan/equality';
import type { Value } from '../plan/value';
import type { Difference, DifferenceLine } from './difference';
import { changeText, oneLine, valueText } from './text';

/** A line of a kind; line breaks in its text are escaped. */
export function line(kind: DifferenceLine['kind'], text: string): DifferenceLine {
  return { kind, text: oneLine(text) };
}

/** The line for a named value that is added, removed or changed; none if it stays. */
export function valueLines(name: string, before: Value, after: Value): readonly DifferenceLine[] {
  if (areEqual(before, after)) return [];
  if (before === null) return [line('added', `${name}: ${valueText(after)}`)];
  if (after === null) return [line('removed', `${name}: ${valueText(before)}`)];
  return [line('changed', `${name}: ${changeText(before, after)}`)];
}

/** A difference as a list: none if it has no lines. */
export function difference(subject: string, lines: readonly DifferenceLine[]): readonly Difference[] {
  return lines.length === 0 ? [] : [{ subject: oneLine(subject), lines }];
}

/** Lines for what is in one list and not in the other, each as often as it is there. */
export function listLines(before: readonly string[], after: readonly string[]): readonly DifferenceLine[] {
  const items = (texts: readonly string[]): readonly Item[] => texts.map((text) => ({ key: text, text }));
  return itemLines(items(before), items(after));
}

/** Something in a list, and what is shown of it. */
export interface Item {
  /** Equal for equal ones, see `keyOf`; it is not shown, since a text may hide where two differ. */
  readonly key: string;
  readonly text: string;
}

/** The same for what has a text that does not tell all of it. */
export function itemLines(before: readonly Item[], after: readonly Item[]): readonly DifferenceLine[] {
  return [
    ...without(before, after).map(({ text }) => line('removed', text)),
    ...without(after, before).map(({ text }) => line('added', text)),
  ];
}

/** A list without what is in another one, as often as it is there. */
function without(items: readonly Item[], others: readonly Item[]): readonly Item[] {
  const counts = new Map<string, number>();
  for (const { key } of others) counts.set(key, (counts.get(key) ?? 0) + 1);
  return items.filter(({ key }) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count <= 0;
  });
}
