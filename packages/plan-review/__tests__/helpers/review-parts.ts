import type { DifferenceLine } from 'plan-review/diff/difference';
import type { Counts, ResourceChange } from 'plan-review/plan/plan';
import type { Review, ReviewedChange, StackReview } from 'plan-review/report/review';

/** Counts of a plan that does nothing but what is given. */
export function countsOf(counts: Partial<Counts> = {}): Counts {
  return { import: 0, add: 0, change: 0, destroy: 0, replace: 0, move: 0, forget: 0, ...counts };
}

/** A planned stack in which nothing happens but what is given. */
export function stackOf(stack: string, parts: Partial<StackReview> = {}): StackReview {
  return {
    stack,
    outcome: { kind: 'planned', counts: countsOf() },
    changes: [],
    outputs: [],
    placeholders: [],
    ...parts,
  };
}

/** A review of a change that does nothing but what is given. */
export function reviewOf(parts: Partial<Review> = {}): Review {
  return {
    verdict: 'no changes',
    findings: [],
    stacks: [],
    unchangedStackCount: 0,
    following: [],
    base: { ref: 'main', commit: '0f3c5b7e91d24a6885c1f0be7d92a4431c6e8a10' },
    head: { ref: 'orders-on-a-new-port', commit: '9a1d3e5f7b2c4d6e8f0a1b3c5d7e9f1a2b4c6d8e' },
    ...parts,
  };
}

/** A change as a review holds it; the lines are one difference, `+`, `-`, `~` or a space before the text of each. */
export function reviewedChange(
  address: string,
  action: ResourceChange['action'],
  subject = 'attributes',
  lines: readonly string[] = [],
  overrides: Partial<ResourceChange> = {},
): ReviewedChange {
  const [type = '', name = ''] = address.split('.');
  return {
    change: {
      address,
      mode: 'managed',
      type,
      name,
      provider: 'registry.terraform.io/hashicorp/aws',
      action,
      replacePaths: [],
      before: action === 'create' ? null : {},
      after: action === 'delete' ? null : {},
      ...overrides,
    },
    differences: lines.length === 0 ? [] : [{ subject, lines: lines.map(lineOf) }],
  };
}

const KINDS: Readonly<Record<string, DifferenceLine['kind']>> = { '+': 'added', '-': 'removed', '~': 'changed' };

function lineOf(line: string): DifferenceLine {
  return { kind: KINDS[line[0] ?? ''] ?? 'context', text: line.slice(2) };
}
