import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors';
import type { Stack } from '../stacks/manifest';

/** The JSON of stacks, by name: what Terraform is given. */
export type StackBytes = ReadonlyMap<string, Buffer>;

/** Reads the JSON of every stack. */
export async function readBytes(stacks: readonly Stack[]): Promise<StackBytes> {
  const read = stacks.map(
    async ({ name, folder }) => [name, await readFile(path.join(folder, 'cdk.tf.json'))] as const,
  );
  return new Map(await Promise.all(read));
}

/** Names of the stacks that one side lacks, or whose bytes differ. */
export function differingStacks(one: StackBytes, other: StackBytes): string[] {
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.filter((name) => {
    const bytes = other.get(name);
    return bytes === undefined || one.get(name)?.equals(bytes) !== true;
  });
}

/**
 * Requires that what was deployed is what synth writes on this machine without the embedded AWS.
 * @throws UserError that names the stacks that differ
 */
export function requireSameBytes(deployed: StackBytes, synthesized: StackBytes): void {
  const differing = differingStacks(deployed, synthesized);
  if (differing.length === 0) return;
  throw new UserError(`What was deployed is not what npm run synth writes: ${differing.join(', ')} differ.`);
}
