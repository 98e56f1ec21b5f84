/**
 * Plans folders one after the other, and shows each plan as JSON.
 * `tsx bench/plan-stacks.ts own|shared <terraform> <type,...> <folder>...`: folders that are initialized, with these types of
 * resources; `shared` is how a rehearsal plans, with `own` each command of Terraform starts its providers.
 */
import path from 'node:path';
import { captureSuccess } from '../cli/processes/run';
import type { Environment } from '../cli/project';
import { installedAwsProvider } from '../cli/terraform/shared-providers/install-aws-provider';
import { withReattached } from '../cli/terraform/shared-providers/reattach';
import { SharedAwsProviders } from '../cli/terraform/shared-providers/shared-aws-providers';

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
  const program = await installedAwsProvider(folders[0] ?? '');
  if (program === undefined) throw new Error('no folder is initialized');
  const providers = await SharedAwsProviders.open(program, process.env);
  providers.offer(types.split(','));
  try {
    for (const folder of folders) await plan(folder, withReattached(process.env, providers.reattach));
  } finally {
    providers.close();
  }
}

void planAll();
