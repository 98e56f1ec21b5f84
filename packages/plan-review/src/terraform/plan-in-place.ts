import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandFailed } from '../errors';
import type { Environment } from '../processes/run';
import { planFolder, type PlanJson } from './plan-folder';
import type { TerraformCall } from './terraform-call';
import { withoutSecrets } from '../output/without-secrets';

/** The result of planning a Terraform directory. */
export type DirectoryPlan =
  | { readonly kind: 'planned'; readonly json: PlanJson }
  /** Why it could not be planned, in Terraform's words. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Plans a Terraform directory where it is, because its variables and its state may be files there, and leaves it as it
 * was: what Terraform installs goes to another folder, and the lock file is restored.
 * @param work private folder for what is thrown away afterwards
 */
export async function planInPlace(call: TerraformCall, work: string): Promise<DirectoryPlan> {
  await mkdir(work, { recursive: true });
  const env = { ...call.env, TF_DATA_DIR: path.join(work, 'data'), ...(await workspaceOf(call)) };
  const lock = path.join(call.folder, '.terraform.lock.hcl');
  const before = existsSync(lock) ? await readFile(lock) : undefined;
  try {
    const options = { isDestroyed: false, planFile: path.join(work, 'review.tfplan') };
    return { kind: 'planned', json: await planFolder({ ...call, env }, options) };
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return { kind: 'failed', message: withoutSecrets(error.output, env) };
  } finally {
    await (before === undefined ? rm(lock, { force: true }) : writeFile(lock, before));
  }
}

/** The workspace that was selected is written down where Terraform does not look now. */
async function workspaceOf({ folder, env }: TerraformCall): Promise<Environment> {
  const file = path.join(folder, env['TF_DATA_DIR'] ?? '.terraform', 'environment');
  if (env['TF_WORKSPACE'] !== undefined || !existsSync(file)) return {};
  return { TF_WORKSPACE: (await readFile(file, 'utf8')).trim() };
}
