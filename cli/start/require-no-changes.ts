import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors';
import type { Report } from '../progress';
import type { Stack } from '../stacks/manifest';
import { inParallel } from '../in-parallel';
import { init, plan, type TerraformCall } from '../terraform/terraform';

/** As many as a machine with few processors works on. */
const PLANS_AT_A_TIME = 4;

/**
 * Plans every stack, after `terraform init` where that was not run, and requires that nothing is left to do.
 * @throws UserError with the plans that want changes
 */
export async function requireNoChanges(
  stacks: readonly Stack[],
  terraform: Omit<TerraformCall, 'folder' | 'stack'>,
  report: Report,
): Promise<void> {
  let planned = 0;
  const plans = await inParallel(stacks, PLANS_AT_A_TIME, async ({ name, folder }) => {
    const call = { ...terraform, folder, stack: name };
    // The bootstrap stack was applied in a folder of its own.
    if (!existsSync(path.join(folder, '.terraform'))) await init(call);
    const result = await plan(call);
    planned += 1;
    report(`${planned} of ${stacks.length} stacks planned`);
    return { name, ...result };
  });
  const changed = plans.filter(({ hasChanges }) => hasChanges);
  if (changed.length === 0) return;
  throw new UserError(
    [
      `After the deployment, ${changed.map(({ name }) => name).join(', ')} would change:`,
      ...changed.map(({ name, text }) => `--- ${name}\n${changesIn(text)}`),
    ].join('\n'),
  );
}

/** Leaves out what Terraform says before it comes to the changes. */
function changesIn(text: string): string {
  const start = text.indexOf('Terraform will perform');
  return text.slice(Math.max(0, start)).trim();
}
