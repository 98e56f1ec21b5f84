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

/** Tells what a change of some attributes means. */
export interface Differ {
  /** The attributes whose change it tells; what it is silent about is told attribute by attribute. */
  readonly attributes: readonly string[];
  /** Whether it has something to say of a resource that is destroyed: what is closed, revoked, gone. */
  readonly tellsOfDestruction: boolean;
  /** @param before attributes before the change; none if there was no object. @param after likewise */
  readonly differencesOf: (before: ValueObject, after: ValueObject, context: DifferContext) => readonly Difference[];
}
