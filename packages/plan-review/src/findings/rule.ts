import type { Plan, ResourceChange } from '../plan/plan';
import type { Category, Severity } from './finding';

/** What every rule says of itself. */
export interface RuleDescription {
  /** Stable name, e.g. `data-bearing-resource-destroyed`. */
  readonly id: string;
  readonly category: Category;
  /** The severities that its findings can have. */
  readonly severities: readonly Severity[];
  /** What it finds, in one sentence. */
  readonly meaning: string;
}

/** What a rule sees in a change. */
export interface Observation {
  /** One of those of the rule. */
  readonly severity: Severity;
  /** The fact, in one line. */
  readonly title: string;
  /** What it means for users, and what to do. */
  readonly detail: string;
}

/** What a rule sees in a plan. */
export interface PlanObservation extends Observation {
  /** @default - it is about the stack as a whole */
  readonly address?: string;
}

/** Judges each managed resource that changes by itself. */
export interface ChangeRule extends RuleDescription {
  readonly about: 'change';
  /** @param plan what the change is part of */
  readonly check: (change: ResourceChange, plan: Plan) => readonly Observation[];
}

/** Judges a plan as a whole. */
export interface PlanRule extends RuleDescription {
  readonly about: 'plan';
  readonly check: (plan: Plan) => readonly PlanObservation[];
}

/** A pure function with a name: what is asked of every change, or of every plan. */
export type Rule = ChangeRule | PlanRule;
