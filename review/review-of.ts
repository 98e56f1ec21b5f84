import { costOf } from './cost/cost-of';
import type { Finding, Severity } from './findings/finding';
import type { Plan } from './plan/plan';
import type { FollowingStack, Placeholder, Review, StackReview, Verdict } from './report/review';

const SEVERITIES: readonly Severity[] = ['dangerous', 'attention', 'note'];

/** A stack that was to be planned. */
export interface PlannedStack {
  readonly stack: string;
  readonly result:
    | { readonly kind: 'planned'; readonly plan: Plan }
    /** Why it could not be planned, in Terraform's words. */
    | { readonly kind: 'failed'; readonly message: string };
  readonly placeholders: readonly Placeholder[];
}

/** What a review is made of. */
export interface ReviewParts {
  /** In deploy order. */
  readonly stacks: readonly PlannedStack[];
  /** Findings of those who saw more than plans, e.g. of policy checks. */
  readonly findings: readonly Finding[];
  /** Of AWS, for prices. */
  readonly region: string;
  readonly unchangedStackCount: number;
  readonly following: readonly FollowingStack[];
  readonly base: Review['base'];
  readonly head: Review['head'];
}

/** Puts together what plans mean. */
export function reviewOf(parts: ReviewParts): Review {
  const { stacks, findings, region, ...rest } = parts;
  const plans = stacks.flatMap(({ stack, result }) =>
    result.kind === 'planned' ? [{ stack, plan: result.plan }] : [],
  );
  const found = [...findings];
  const cost = costOf(
    plans.map(({ stack, plan }) => ({ stack, resources: plan.changes })),
    region,
  );
  return {
    ...rest,
    verdict: verdictOf(
      found,
      plans.some(({ plan }) => changesAnything(plan)),
    ),
    findings: found,
    stacks: stacks.map(reviewStack),
    ...(cost && { cost }),
  };
}

function reviewStack({ stack, result, placeholders }: PlannedStack): StackReview {
  if (result.kind === 'failed') return { stack, outcome: result, changes: [], outputs: [], placeholders };
  const { counts, changes, outputs } = result.plan;
  return {
    stack,
    outcome: { kind: 'planned', counts },
    changes: changes.map((change) => ({ change, differences: [] })),
    outputs,
    placeholders,
  };
}

function changesAnything({ changes, outputs }: Plan): boolean {
  return changes.length > 0 || outputs.length > 0;
}

function verdictOf(findings: readonly Finding[], hasChanges: boolean): Verdict {
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
  if (worst === 'dangerous' || worst === 'attention') return worst;
  return hasChanges ? 'safe' : 'no changes';
}
