import type { CostDifference } from '../cost/cost';
import type { Difference } from '../diff/difference';
import type { Finding, Severity } from '../findings/finding';
import type { Counts, OutputChange, ResourceChange } from '../plan/plan';

/** One word for the whole change: the worst of its findings. */
export type Verdict = 'no changes' | 'safe' | Exclude<Severity, 'note'>;

/** A change of a resource, and what it means. */
export interface ReviewedChange {
  readonly change: ResourceChange;
  readonly differences: readonly Difference[];
}

/** A value of another stack that was made up, because that stack is not applied yet. */
export interface Placeholder {
  /** The stack that will publish it. */
  readonly stack: string;
  /** Name of its output. */
  readonly output: string;
  /** What was planned with; `(known after apply)` where that was enough. */
  readonly value: string;
}

/** What the change does to one stack. */
export interface StackReview {
  readonly stack: string;
  readonly outcome:
    | { readonly kind: 'planned'; readonly counts: Counts }
    /** Why it could not be planned, in Terraform's words. */
    | { readonly kind: 'failed'; readonly message: string };
  readonly changes: readonly ReviewedChange[];
  readonly outputs: readonly OutputChange[];
  /** @default - every value was read from a state */
  readonly placeholders: readonly Placeholder[];
}

/** A stack that is not planned, although something of it may change. */
export interface FollowingStack {
  readonly stack: string;
  /** E.g. `reads load_balancer_dns_name of dev-network, which changes`. */
  readonly reason: string;
}

/** Everything that a report shows. It holds no secret: see `Sensitive`. */
export interface Review {
  readonly verdict: Verdict;
  /** What makes the verdict, the worst first. */
  readonly findings: readonly Finding[];
  /** Stacks whose JSON differs between base and head, in deploy order. */
  readonly stacks: readonly StackReview[];
  /** How many stacks have the same JSON in base and head, and were not planned. */
  readonly unchangedStackCount: number;
  readonly following: readonly FollowingStack[];
  /** @default - nothing in the plans has a price */
  readonly cost?: CostDifference;
  /** What was compared. */
  readonly base: { readonly ref: string; readonly commit: string };
  readonly head: { readonly ref: string; readonly commit: string };
}
