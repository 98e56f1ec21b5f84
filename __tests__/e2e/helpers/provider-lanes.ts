import { existsSync } from 'node:fs';
import path from 'node:path';
import { inParallel } from '../../../cli/in-parallel';
import type { Environment } from '../../../cli/project';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { attachAwsProvider, type AttachedProvider } from './attached-provider';

/** Terraforms at a time: each takes about a processor. */
const LANES = 2;

/**
 * Runs Terraform for every item, two at a time, with one AWS provider for each lane: it takes more than a second of a
 * processor to start, and Terraform would start one for every command. A provider is configured anew for each command,
 * so that no two commands can share one at the same time.
 * @param action is given the environment that leads Terraform to the provider
 * @returns the results, in the order of the items
 */
export async function inProviderLanes<Item, Result>(
  { stacks, env }: Pick<RehearsalWorkspace, 'stacks' | 'env'>,
  items: readonly Item[],
  action: (item: Item, env: Environment) => Promise<Result>,
): Promise<Result[]> {
  const initialized = stacks.find(({ folder }) => existsSync(path.join(folder, '.terraform')));
  const lanes = Array.from({ length: LANES }, (_, index) => index);
  const queue = items.entries();
  const results: Result[] = [];
  await inParallel(lanes, LANES, async () => {
    const provider = await attachAwsProvider(initialized?.folder ?? '', env);
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
