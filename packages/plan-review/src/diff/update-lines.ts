import { keysOf } from '../plan/equality';
import type { ResourceChange } from '../plan/plan';
import { UNKNOWN, type ValueObject } from '../plan/value';
import { compareValues, telling } from './compare-values';
import { isComputed } from './computed';
import type { DifferenceLine } from './difference';
import { line } from './lines';
import { member } from './values';

/**
 * The attributes of a resource that stays, or is replaced: first what forces a replacement, last what follows from it.
 * Empty attributes that are added or removed are shown only if nothing else changes.
 * @param handled attributes that a differ explains
 */
export function updateLines(
  change: ResourceChange,
  before: ValueObject,
  after: ValueObject,
  handled: ReadonlySet<string>,
): readonly DifferenceLine[] {
  const update = { before, after, ...forced(change) };
  const lines = linesOf(update, telling(before, after), handled);
  return lines.length > 0 ? lines : linesOf(update, keysOf(before, after), handled);
}

/** What is compared, and how. */
interface Update {
  readonly before: ValueObject;
  readonly after: ValueObject;
  readonly isReplacement: boolean;
  /** The attributes that force a replacement. */
  readonly forcing: ReadonlySet<string>;
}

function forced({ action, replacePaths }: ResourceChange): Pick<Update, 'isReplacement' | 'forcing'> {
  const isReplacement = action === 'replace';
  return { isReplacement, forcing: new Set(isReplacement ? replacePaths.map(([name]) => String(name)) : []) };
}

function linesOf(update: Update, all: readonly string[], handled: ReadonlySet<string>): readonly DifferenceLine[] {
  const { before, after, forcing } = update;
  const names = all.filter((name) => !handled.has(name));
  const later = names.filter((name) => follows(update, name));
  const rest = names.filter((name) => !forcing.has(name) && !later.includes(name));
  return [
    ...names.filter((name) => forcing.has(name)).flatMap((name) => attributeLines(name, before, after).map(withReason)),
    ...rest.filter((name) => !repeatsTags(name, before, after)).flatMap((name) => attributeLines(name, before, after)),
    ...(later.length > 0 ? [line('context', `known after apply: ${later.join(', ')}`)] : []),
  ];
}

function attributeLines(name: string, before: ValueObject, after: ValueObject): readonly DifferenceLine[] {
  return compareValues(name, member(before, name), member(after, name));
}

function withReason({ kind, text }: DifferenceLine): DifferenceLine {
  return kind === 'context' ? { kind, text } : { kind, text: `${text} (forces a replacement)` };
}

/** Whether an attribute becomes unknown only because AWS computes it, mostly of a new resource. */
function follows({ after, forcing, isReplacement }: Update, name: string): boolean {
  return member(after, name) === UNKNOWN && !forcing.has(name) && (isReplacement || isComputed(name));
}

/** Whether it is `tags_all` and says only what `tags` does. */
function repeatsTags(name: string, before: ValueObject, after: ValueObject): boolean {
  if (name !== 'tags_all') return false;
  const lines = compareValues('tags', member(before, 'tags_all'), member(after, 'tags_all'));
  const told = new Set(attributeLines('tags', before, after).map(({ kind, text }) => `${kind} ${text}`));
  return lines.every(({ kind, text }) => told.has(`${kind} ${text}`));
}
