/**
 * A value that Terraform marks as sensitive. Only whether it is the same as another can be told: what reads a plan
 * puts this in the value's place, so nothing behind it can show, log or compare a secret.
 */
export class Sensitive {
  /** @param fingerprint equal for equal values of one plan, and of no use outside it */
  constructor(readonly fingerprint: string) {}
}

/** Stands for a value that is known only after the change. */
export const UNKNOWN = Symbol('known after apply');

/** A value of a plan: JSON, in which secrets and values that are not known yet are replaced. */
export type Value =
  string | number | boolean | null | Sensitive | typeof UNKNOWN | readonly Value[] | { readonly [key: string]: Value };

/** An object of a plan, e.g. the attributes of a resource. */
export type ValueObject = { readonly [key: string]: Value };

/** From the attribute to the value in it, e.g. `['ingress', 0, 'from_port']`. */
export type ValuePath = readonly (string | number)[];
