import { copyFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { existsSync } from 'node:fs';
import { errorCode } from '../error-code';
import { makePrivate } from '../files/private';
import { terraform, type TerraformCall } from './terraform-call';

/** Name of the plan file while it is in the folder that is planned. */
const PLAN = 'review.tfplan';

/** Where the files of a plan are kept. */
export interface KeptPlan {
  readonly planFile: string;
  /** Copy of `.terraform.lock.hcl`; absent if the configuration uses no provider that is installed. */
  readonly lockFile: string;
}

/** How a folder is planned. */
export interface PlanFolderOptions {
  /** Plans the destruction of everything. */
  readonly isDestroyed: boolean;
  /** Flags of `terraform init`. */
  readonly initFlags?: readonly string[];
  /** Absolute path of the plan file. @default - in the folder */
  readonly planFile?: string;
  /** Where the files go that are worth keeping. @default - nowhere */
  readonly keep?: KeptPlan;
}

/** What `terraform plan` said, in the form of `terraform show -json`. */
export type PlanJson = Readonly<Record<string, unknown>>;

/** Whether a plan changes nothing. Source: Terraform, "JSON Output Format", `applyable`. */
export function isEmpty(json: PlanJson): boolean {
  return json['applyable'] === false;
}

/**
 * Plans a folder without locking its state and without writing anything but into the folder and the plan file.
 * @throws CommandFailed if terraform cannot
 */
export async function planFolder(call: TerraformCall, options: PlanFolderOptions): Promise<PlanJson> {
  await terraform(call, 'init', ['-input=false', '-no-color', ...(options.initFlags ?? [])]);
  const file = options.planFile ?? path.join(call.folder, PLAN);
  await makePlan(call, file, options.isDestroyed);
  await makePrivate(file);
  const { stdout } = await terraform(call, 'show', ['-json', '-no-color', file]);
  if (options.keep !== undefined) await keepFiles(call.folder, file, options.keep);
  return JSON.parse(stdout) as PlanJson;
}

async function makePlan(call: TerraformCall, file: string, isDestroyed: boolean): Promise<void> {
  const args = ['-out', file, '-input=false', '-no-color', '-lock=false', ...(isDestroyed ? ['-destroy'] : [])];
  await terraform(call, 'plan', args);
}

async function keepFiles(folder: string, plan: string, keep: KeptPlan): Promise<void> {
  await rename(plan, keep.planFile).catch(async (error: unknown) => {
    // `rename` cannot move a file to another file system.
    if (errorCode(error) !== 'EXDEV') throw error;
    await copyFile(plan, keep.planFile);
  });
  await makePrivate(keep.planFile);
  const lock = path.join(folder, '.terraform.lock.hcl');
  if (existsSync(lock)) await copyFile(lock, keep.lockFile);
}
