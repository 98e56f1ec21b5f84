import type { ResourceChange } from '../plan/plan';
import type { ValueObject } from '../plan/value';
import type { Difference } from './difference';

/** What is around the attributes that are compared. */
export interface DifferContext {
  /** Type of the resource. */
  readonly type: string;
  /** The other resources of the plan, in which identifiers are looked up; empty if the caller gave none. */
  readonly others: readonly ResourceChange[];
}

/** Explains changes of some attributes. */
export interface Differ {
  /** The attributes whose changes it explains; all others are shown attribute by attribute. */
  readonly attributes: readonly string[];
  /** Whether it also explains what the destruction of a resource closes or revokes. */
  readonly tellsOfDestruction: boolean;
  /** @param before attributes before the change; none if there was no object. @param after likewise */
  readonly differencesOf: (before: ValueObject, after: ValueObject, context: DifferContext) => readonly Difference[];
}
