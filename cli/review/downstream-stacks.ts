import type { FollowingStack } from 'plan-review/report/review';
import type { OutputChange } from 'plan-review/plan/plan';
import type { Stack } from '../stacks/manifest';
import { readsOf } from './placeholders/reads';

/**
 * Stacks whose JSON stays as it is, but which read an output that changes: their next deployment may change them.
 * @param unchanged in deploy order
 * @param outputs what changes, by the stack that publishes it
 */
export function downstreamStacks(
  unchanged: readonly Stack[],
  outputs: ReadonlyMap<string, readonly OutputChange[]>,
): FollowingStack[] {
  return unchanged.flatMap(({ name, json }) => {
    const reasons = readsOf(json).flatMap(({ stack, outputs: read }) => {
      const changed = (outputs.get(stack) ?? []).map((output) => output.name).filter((output) => read.includes(output));
      return changed.length === 0 ? [] : [reasonOf(stack, changed)];
    });
    return reasons.length === 0 ? [] : [{ stack: name, reason: reasons.join('; ') }];
  });
}

function reasonOf(stack: string, changed: readonly string[]): string {
  return `reads ${changed.join(', ')} of ${stack}, which ${changed.length === 1 ? 'changes' : 'change'}`;
}
