import { differingStacks, readBytes, type StackBytes } from '../start/same-bytes';
import type { Stack } from '../stacks/manifest';

/** Which stacks a change affects, found by comparing the bytes that Terraform gets. */
export interface StackComparison {
  /** New, or with other JSON than in base; of head, in deploy order. */
  readonly changed: readonly Stack[];
  /** No longer in head; of base, each before those it depends on. */
  readonly removed: readonly Stack[];
  /** With the same JSON in both; of head, in deploy order. */
  readonly unchanged: readonly Stack[];
}

/** Compares the stacks of two synthesized outputs, both in deploy order. */
export async function compareStacks(base: readonly Stack[], head: readonly Stack[]): Promise<StackComparison> {
  return compareStackBytes(
    { stacks: base, bytes: await readBytes(base) },
    { stacks: head, bytes: await readBytes(head) },
  );
}

/** Stacks with their JSON. */
export interface StackSide {
  readonly stacks: readonly Stack[];
  readonly bytes: StackBytes;
}

/** Like {@link compareStacks}, of what has been read. */
export function compareStackBytes(base: StackSide, head: StackSide): StackComparison {
  const differing = new Set(differingStacks(base.bytes, head.bytes));
  return {
    changed: head.stacks.filter(({ name }) => differing.has(name)),
    removed: base.stacks.filter(({ name }) => !head.bytes.has(name)).toReversed(),
    unchanged: head.stacks.filter(({ name }) => !differing.has(name)),
  };
}
