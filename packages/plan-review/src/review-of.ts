import { costOf } from './cost/cost-of';
import { differencesOf } from './diff/differences-of';
import type { Finding } from './findings/finding';
import { findingsOf } from './findings/findings-of';
import { inOrder } from './findings/order';
import { verdictOf } from './findings/verdict';
import type { Plan } from './plan/plan';
import type { FollowingStack, Placeholder, Review, StackReview } from './report/review';

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

/** Puts together what plans mean: what changes, what a reviewer should know of it, and what it costs. */
export function reviewOf({ stacks, findings, region, ...rest }: ReviewParts): Review {
  const plans = stacks.flatMap(({ stack, result }) =>
    result.kind === 'planned' ? [{ stack, plan: result.plan }] : [],
  );
  const found = inOrder([...findings, ...plans.flatMap(({ stack, plan }) => findingsOf(stack, plan))]);
  const reviewed = stacks.map(reviewStack);
  const cost = costOf(plans.map(pricedStack), region);
  return { ...rest, verdict: verdictOf(found, reviewed), findings: found, stacks: reviewed, ...(cost && { cost }) };
}

function reviewStack({ stack, result, placeholders }: PlannedStack): StackReview {
  if (result.kind === 'failed') return { stack, outcome: result, changes: [], outputs: [], placeholders };
  const { counts, changes, unchanged, outputs } = result.plan;
  const resources = [...changes, ...unchanged];
  return {
    stack,
    outcome: { kind: 'planned', counts },
    changes: changes.map((change) => ({ change, differences: differencesOf(change, resources) })),
    outputs,
    placeholders,
  };
}

/** The price of a service depends on resources that stay as they are. */
function pricedStack({ stack, plan }: { stack: string; plan: Plan }): Parameters<typeof costOf>[0][number] {
  return { stack, resources: [...plan.changes, ...plan.unchanged] };
}
