/**
 * Plans folders one after the other, and shows each plan as JSON: what a review and a search for drift do with each stack.
 * `tsx bench/plan-stacks.ts own|shared <terraform> <type,...> <folder>...`: folders that are initialized, with these types of
 * resources; `shared` is how those commands plan, with `own` each command of Terraform starts its providers.
 */
import path from 'node:path';
import { captureSuccess } from '../cli/processes/run';
import type { Environment } from '../cli/project';
import { withPlanningProviders } from '../cli/terraform/shared-providers/planning-providers';

const [way, binary = 'terraform', types = '', ...folders] = process.argv.slice(2);

async function plan(cwd: string, env: Environment): Promise<void> {
  const file = path.join(cwd, 'bench.tfplan');
  const run = async (...args: readonly string[]): Promise<unknown> =>
    captureSuccess(`terraform ${args[0] ?? ''}`, binary, args, { cwd, env });
  await run('plan', '-refresh=false', '-input=false', '-lock=false', '-no-color', '-out', file);
  await run('show', '-json', file);
}

async function planAll(): Promise<void> {
  if (way === 'own') {
    for (const folder of folders) await plan(folder, process.env);
    return;
  }
  await withPlanningProviders(process.env, async (providers) => {
    for (const folder of folders) await plan(folder, await providers.environmentOf(folder, types.split(',')));
  });
}

void planAll();
