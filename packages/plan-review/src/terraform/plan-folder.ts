import path from 'node:path';
import { makePrivate } from '../files/private';
import { terraform, type TerraformCall } from './terraform-call';

/** Name of the plan file while it is in the folder that is planned. */
const PLAN = 'review.tfplan';

/** How a folder is planned. */
export interface PlanFolderOptions {
  /** Plans the destruction of everything. */
  readonly isDestroyed: boolean;
  /** Flags of `terraform init`. */
  readonly initFlags?: readonly string[];
  /** Absolute path of the plan file. @default - in the folder */
  readonly planFile?: string;
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
  return JSON.parse(stdout) as PlanJson;
}

async function makePlan(call: TerraformCall, file: string, isDestroyed: boolean): Promise<void> {
  const args = ['-out', file, '-input=false', '-no-color', '-lock=false', ...(isDestroyed ? ['-destroy'] : [])];
  await terraform(call, 'plan', args);
}
