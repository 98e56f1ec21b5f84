/**
 * What one element of a statement covers: the patterns named, or everything but them (`NotAction` and the like).
 * In a {@link Grant} it has one pattern, unless it is an exception.
 */
export interface Term {
  readonly isExcept: boolean;
  /** As written, e.g. `s3:Get*`; principals with their kind, e.g. `Service:ecs.amazonaws.com`, or `*` for everybody. */
  readonly patterns: readonly string[];
}

/** One condition of a statement, e.g. `StringEquals`, `aws:SourceAccount`, `['111122223333']`. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a policy whose elements are in one form, however they were written. */
export interface PolicyStatement {
  /** @default - it has none */
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly action: Term;
  /** @default - the policy belongs to the resource, as a trust policy does */
  readonly resource?: Term;
  /** @default - the policy belongs to the principal */
  readonly principal?: Term;
  readonly conditions: readonly Condition[];
}

/** The smallest thing that a statement says: one action on one resource for one principal. */
export type Grant = PolicyStatement;

/** The elements that say what a statement is about. */
export const ELEMENTS = ['action', 'resource', 'principal'] as const;
/** One of `ELEMENTS`. */
export type ElementName = (typeof ELEMENTS)[number];
