import type { ValueObject } from '../plan/value';
import type { Difference } from './difference';

/** Tells what a change of some attributes means. */
export interface Differ {
  /** The attributes whose change it tells; what it is silent about is told attribute by attribute. */
  readonly attributes: readonly string[];
  /** Whether it has something to say of a resource that is destroyed: what is closed, revoked, gone. */
  readonly tellsOfDestruction: boolean;
  /** @param before attributes before the change; none if there was no object. @param after likewise. @param type of the resource */
  readonly differencesOf: (before: ValueObject, after: ValueObject, type: string) => readonly Difference[];
}
