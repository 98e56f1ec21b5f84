import type { ResourceChange } from '../plan/plan';
import type { Value, ValueObject } from '../plan/value';
import { POLICY_ATTRIBUTES, type PolicyAttribute, type PolicyKind } from './policy-attributes';
import { policyChange, type PolicyChange } from './policy-change';

/** A policy document of a resource that changes. */
export interface ChangedPolicy {
  /** Where it is, e.g. `assume_role_policy`, or `inline_policy ReadQueue`. */
  readonly name: string;
  readonly kind: PolicyKind;
  /** The documents themselves, JSON text. */
  readonly before: Value;
  readonly after: Value;
  readonly change: PolicyChange;
}

type Documents = Pick<ChangedPolicy, 'name' | 'before' | 'after'>;

/** The policy documents of a resource whose text is not the same after the change; none if its type has none. */
export function changedPolicies({
  type,
  before,
  after,
}: Pick<ResourceChange, 'type' | 'before' | 'after'>): readonly ChangedPolicy[] {
  return (Object.hasOwn(POLICY_ATTRIBUTES, type) ? (POLICY_ATTRIBUTES[type] ?? []) : []).flatMap((attribute) => {
    const [old, updated] = [documentsOf(before, attribute), documentsOf(after, attribute)];
    return [...new Set([...old.keys(), ...updated.keys()])]
      .map((name): Documents => ({ name, before: old.get(name) ?? null, after: updated.get(name) ?? null }))
      .filter((document) => document.before !== document.after)
      .map((document) => ({
        ...document,
        kind: attribute.kind,
        change: policyChange(document.before, document.after),
      }));
  });
}

/** Documents by name; those in blocks have the name of the block, too. */
function documentsOf(resource: ValueObject | null, { path }: PolicyAttribute): ReadonlyMap<string, Value> {
  const [first, second] = path;
  const value = resource?.[first] ?? null;
  if (second === undefined) return new Map([[first, value]]);
  const blocks = Array.isArray(value) ? (value as readonly Value[]).filter(isBlock) : [];
  return new Map(blocks.map((block) => [nameOf(first, block), block[second] ?? null]));
}

function isBlock(value: Value): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(block: string, { name }: ValueObject): string {
  return typeof name === 'string' && name !== '' ? `${block} ${name}` : block;
}
