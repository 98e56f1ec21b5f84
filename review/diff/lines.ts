import { areEqual } from '../plan/equality';
import type { Value } from '../plan/value';
import type { Difference, DifferenceLine } from './difference';
import { changeText, oneLine, valueText } from './text';

/** A line of a kind; line breaks in its text are escaped. */
export function line(kind: DifferenceLine['kind'], text: string): DifferenceLine {
  return { kind, text: oneLine(text) };
}

/** How one value with a name changes: it comes, goes or becomes another; no line if it stays. */
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
  return [
    ...without(before, after).map((text) => line('removed', text)),
    ...without(after, before).map((text) => line('added', text)),
  ];
}

/** A list without what is in another one, as often as it is there. */
export function without(texts: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
  return texts.filter((text) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
}
