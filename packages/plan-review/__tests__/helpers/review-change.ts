import { countChanges } from 'plan-review/plan/count';
import type { Plan, ResourceChange } from 'plan-review/plan/plan';
import type { ValueObject } from 'plan-review/plan/value';

/**
 * A change of one resource, as a plan would tell it.
 * @param type e.g. `aws_lb`; the address is `<type>.this`
 * @param overrides what differs from an ordinary change; the action follows from what there is before and after
 */
export function changeOf(
  type: string,
  before: ValueObject | null,
  after: ValueObject | null,
  overrides: Partial<ResourceChange> = {},
): ResourceChange {
  return {
    address: `${type}.this`,
    mode: 'managed',
    type,
    name: 'this',
    provider: 'registry.terraform.io/hashicorp/aws',
    action: before === null ? 'create' : after === null ? 'delete' : 'update',
    replacePaths: [],
    before,
    after,
    ...overrides,
  };
}

/** A policy document with these statements, as JSON text. */
export function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** A plan of these changes, with nothing else in it. */
export function planOf(...changes: readonly ResourceChange[]): Plan {
  return {
    terraformVersion: '1.11.4',
    changes,
    unchanged: [],
    drift: [],
    outputs: [],
    counts: countChanges(changes),
    isErrored: false,
  };
}
