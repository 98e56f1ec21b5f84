import { CATEGORIES, type Finding, type Severity } from '../../findings/finding';
import type { Action } from '../../plan/plan';
import type { ReviewedChange, StackReview } from '../review';

const BY_SEVERITY: readonly Severity[] = ['dangerous', 'attention', 'note'];

/** What may hurt comes first. */
const BY_ACTION: readonly Action[] = ['replace', 'delete', 'update', 'forget', 'no-op', 'create', 'read'];

/** The findings, the worst first; those that weigh the same keep their order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const weight = ({ severity, category }: Finding): number =>
    BY_SEVERITY.indexOf(severity) * CATEGORIES.length + CATEGORIES.indexOf(category);
  return findings.toSorted((one, other) => weight(one) - weight(other));
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
  for (const finding of worstFirst(findings)) byStack.get(finding.stack)?.push(finding);
  return stacks.map((review) => {
    const found = byStack.get(review.stack) ?? [];
    return {
      review,
      findings: found,
      isRisky: review.outcome.kind === 'failed' || found.some(({ severity }) => severity !== 'note'),
    };
  });
}
