import type { Severity } from 'plan-review/findings/finding';
import type { Plan, ResourceChange } from 'plan-review/plan/plan';
import { planOf } from '../../helpers/review-change';

/** What a rule must find. */
export interface Hit {
  /** What happens, as the end of `finds …`. */
  readonly when: string;
  readonly plan: Plan;
  readonly severity: Severity;
  /** Must be in the title. */
  readonly says: string | RegExp;
}

/** What a rule must not find. */
export interface Pass {
  /** What happens, as the end of `says nothing of …`. */
  readonly when: string;
  readonly plan: Plan;
}

/** What a rule finds, and what not. */
export interface RuleCases {
  readonly finds: readonly Hit[];
  readonly passes: readonly Pass[];
}

/** Cases by the id of their rule. */
export type CasesByRule = Readonly<Record<string, RuleCases>>;

/** A change that must be found. */
export function hit(
  when: string,
  severity: Severity,
  says: string | RegExp,
  ...changes: readonly ResourceChange[]
): Hit {
  return { when, severity, says, plan: planOf(...changes) };
}

/** A change that must not be found. */
export function pass(when: string, ...changes: readonly ResourceChange[]): Pass {
  return { when, plan: planOf(...changes) };
}
