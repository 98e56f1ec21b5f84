import { changedPaths } from 'plan-review/plan/changed-paths';
import type { Action, Plan, ResourceChange } from 'plan-review/plan/plan';

/** One difference between the code and what is deployed. */
export interface Deviation {
  readonly address: string;
  /** What a deployment would do about it. */
  readonly action: Action;
  /** Attributes that differ, e.g. `tags.team`; empty of what is made or destroyed as a whole. */
  readonly attributes: readonly string[];
}

/** How a deployed stack differs from the current code. */
export interface StackDrift {
  readonly stack: string;
  /** Changed outside Terraform: a deployment would change it back. */
  readonly drifted: readonly Deviation[];
  /** Changed in the code and not deployed yet. */
  readonly undeployed: readonly Deviation[];
}

/** A deployed stack that cannot be compared with the code yet. */
export interface WaitingStack {
  readonly stack: string;
  /** The stacks that it reads from in the code, and that are not deployed. */
  readonly missing: readonly string[];
}

/**
 * Distinguishes what was changed outside Terraform from what is not deployed yet. What was changed outside Terraform
 * and is left as it is by the plan is no drift: the image that a pipeline delivered, the number of tasks that auto
 * scaling set.
 */
export function driftOf(stack: string, plan: Pick<Plan, 'changes' | 'drift'>): StackDrift {
  const outside = new Set(plan.drift.flatMap(({ address, previousAddress }) => [address, previousAddress ?? address]));
  const planned = plan.changes.filter(({ action, mode }) => mode === 'managed' && action !== 'no-op');
  const isOutside = ({ address }: ResourceChange): boolean => outside.has(address);
  return {
    stack,
    drifted: planned.filter(isOutside).map(deviationOf),
    undeployed: planned.filter((change) => !isOutside(change)).map(deviationOf),
  };
}

/** Names of attributes only: their values may be long, and secret. */
function deviationOf(change: ResourceChange): Deviation {
  const { address, action } = change;
  const isWhole = change.before === null || change.after === null;
  return { address, action, attributes: isWhole ? [] : changedPaths(change).map((path) => path.join('.')) };
}
