/**
 * A value that Terraform marks as sensitive. Only whether it is the same as another can be told: what reads a plan
 * puts this in the value's place, so nothing behind it can show, log or compare a secret.
 */
export class Sensitive {
  /** @param fingerprint equal for equal values of one plan, and of no use outside it */
  constructor(readonly fingerprint: string) {}
}

/** Stands for a value that is known only after the change. */
export const UNKNOWN: unique symbol = Symbol('known after apply');

/** A value of a plan: JSON, in which secrets and values that are not known yet are replaced. */
export type Value =
  string | number | boolean | null | Sensitive | typeof UNKNOWN | readonly Value[] | { readonly [key: string]: Value };

/** An object of a plan, e.g. the attributes of a resource. */
export type ValueObject = { readonly [key: string]: Value };

/** From the attribute to the value in it, e.g. `['ingress', 0, 'from_port']`. */
export type ValuePath = readonly (string | number)[];

/** Whether it is a list. A set of Terraform is one, too. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether it is an object or a map: not a list, nor something that stands for a hidden value. */
export function isObject(value: Value | undefined): value is ValueObject {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof Sensitive);
}

/** An object's own member; `undefined` if it has none of that name, also for names such as `constructor`. */
export function memberOf(value: ValueObject, key: string): Value | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path; `undefined` if there is none, or if what holds it is hidden or not known. */
export function valueAt(value: Value | undefined, path: ValuePath): Value | undefined {
  return path.reduce<Value | undefined>((at, step) => {
    if (typeof step === 'number') return isList(at) ? at[step] : undefined;
    return isObject(at) ? memberOf(at, step) : undefined;
  }, value);
}
