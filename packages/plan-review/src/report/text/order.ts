import type { Category, Finding } from '../../findings/finding';
import { inOrder } from '../../findings/order';
import type { Action } from '../../plan/plan';
import type { ReviewedChange, StackReview } from '../review';
import { counted } from './words';

/** Order of actions: destructive ones first. */
const BY_ACTION: readonly Action[] = ['replace', 'delete', 'update', 'forget', 'no-op', 'create', 'read'];

/** Kinds of risk that are named before all others, because they cannot be undone. */
const NAMED_FIRST: ReadonlySet<Category> = new Set(['data-loss', 'security']);

/**
 * Findings as a reader meets them: what loses data and what opens something comes first, however dangerous the rest
 * is; among those, and among the rest, the worst comes first; notes are last.
 */
export function namedFirst(findings: readonly Finding[]): readonly Finding[] {
  const ordered = inOrder(findings);
  const isFirst = ({ category, severity }: Finding): boolean => NAMED_FIRST.has(category) && severity !== 'note';
  return [...ordered.filter(isFirst), ...ordered.filter((finding) => !isFirst(finding))];
}

/** The reasons for the verdict: every finding but notes. */
export function reasonsOf(findings: readonly Finding[]): readonly Finding[] {
  return namedFirst(findings).filter(({ severity }) => severity !== 'note');
}

/** How many findings are not shown, and how many of them are dangerous, e.g. `4 more findings (1 dangerous)`. */
export function moreFindings(hidden: readonly Finding[]): string {
  const dangerous = hidden.filter(({ severity }) => severity === 'dangerous').length;
  return `${counted(hidden.length, 'more finding')}${dangerous > 0 ? ` (${dangerous} dangerous)` : ''}`;
}

/** The changes, replacements and destroys first; those that weigh the same keep their order. */
export function riskiestFirst(changes: readonly ReviewedChange[]): readonly ReviewedChange[] {
  const weight = ({ change }: ReviewedChange): number => BY_ACTION.indexOf(change.action);
  return changes.toSorted((one, other) => weight(one) - weight(other));
}

/** A stack with what was found in it. */
export interface FoundStack {
  readonly review: StackReview;
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** Whether it could not be planned, or a finding is more than a note. */
  readonly isRisky: boolean;
}

/** Each stack with its findings, in the order of the stacks. */
export function withFindings(stacks: readonly StackReview[], findings: readonly Finding[]): readonly FoundStack[] {
  const byStack = new Map<string, Finding[]>(stacks.map(({ stack }) => [stack, []]));
  for (const finding of inOrder(findings)) byStack.get(finding.stack)?.push(finding);
  return stacks.map((review) => {
    const found = byStack.get(review.stack) ?? [];
    return {
      review,
      findings: found,
      isRisky: review.outcome.kind === 'failed' || found.some(({ severity }) => severity !== 'note'),
    };
  });
}
