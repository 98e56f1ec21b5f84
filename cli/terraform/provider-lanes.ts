import { existsSync } from 'node:fs';
import path from 'node:path';
import { inParallel } from '../in-parallel';
import type { Environment } from '../project';
import type { Stack } from '../stacks/manifest';
import { attachAwsProvider, type AttachedProvider } from './attached-provider';

/** Terraforms at a time, if they work: each takes about a processor. */
const LANES = 2;

/**
 * Runs Terraform for every item, a few at a time, with one AWS provider for each lane: it takes more than a second of a
 * processor to start, and Terraform would start one for every command. A provider is configured anew for each command,
 * so that no two commands can share one at the same time.
 * @param stacks of which at least one is initialized
 * @param action is given the environment that leads Terraform to the provider
 * @param count how many at a time: more than the @default 2 help if most of them wait for AWS
 * @returns the results, in the order of the items
 */
export async function inProviderLanes<Item, Result>(
  { stacks, env }: { readonly stacks: readonly Stack[]; readonly env: Environment },
  items: readonly Item[],
  action: (item: Item, env: Environment) => Promise<Result>,
  count = LANES,
): Promise<Result[]> {
  const initialized = stacks.find(({ folder }) => existsSync(path.join(folder, '.terraform')));
  if (initialized === undefined) throw new Error('no stack is initialized: there is no AWS provider to start');
  const lanes = Array.from({ length: count }, (_, index) => index);
  const queue = items.entries();
  const results: Result[] = [];
  await inParallel(lanes, count, async () => {
    const provider = await attachAwsProvider(initialized.folder, env);
    try {
      for (const [index, item] of queue) results[index] = await action(item, withProvider(env, provider));
    } finally {
      provider.close();
    }
  });
  return results;
}

function withProvider(env: Environment, { reattach }: AttachedProvider): Environment {
  const others = JSON.parse(env['TF_REATTACH_PROVIDERS'] ?? '{}') as object;
  return { ...env, TF_REATTACH_PROVIDERS: JSON.stringify({ ...others, ...reattach }) };
}
