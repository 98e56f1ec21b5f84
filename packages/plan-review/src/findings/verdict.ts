import type { StackReview, Verdict } from '../report/review';
import type { Finding } from './finding';

/** What of a stack's review the verdict depends on. */
export type JudgedStack = Pick<StackReview, 'outcome' | 'outputs'>;

/** One word for a whole review: the worst of its findings; a stack that could not be planned is dangerous. */
export function verdictOf(findings: readonly Finding[], stacks: readonly JudgedStack[]): Verdict {
  const isFailed = stacks.some(({ outcome }) => outcome.kind === 'failed');
  if (isFailed || findings.some(({ severity }) => severity === 'dangerous')) return 'dangerous';
  if (findings.some(({ severity }) => severity === 'attention')) return 'attention';
  return stacks.some(changesSomething) ? 'safe' : 'no changes';
}

function changesSomething({ outcome, outputs }: JudgedStack): boolean {
  if (outputs.length > 0) return true;
  return outcome.kind === 'planned' && Object.values(outcome.counts).some((count: number) => count > 0);
}
