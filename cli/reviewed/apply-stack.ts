import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isEmpty, planFolder, type PlanJson } from 'plan-review/terraform/plan-folder';
import { CommandFailed, UserError } from '../errors';
import { captureSuccess } from '../processes/run';
import { LOCK_FILE, writeLockFile } from '../review/record/lock-file';
import { effectsOf } from '../review/record/plan-effects';
import type { TerraformCall } from '../terraform/terraform';
import { comparePlans } from './compare';
import type { ValueCheck } from './matches';
import type { ReviewedStack } from './verify';

/** What became of a stack. */
export interface Applied {
  readonly outcome: 'applied' | 'already applied';
  /** What has changed since the review and stays as it is, one sentence each. */
  readonly since: readonly string[];
}

/** The plan, in the folder of the stack while it is applied; it holds secrets and does not outlive it. */
const PLAN = 'deploy.tfplan';

/** What Terraform says of a plan that was made for a state that is no more. */
const STALE = /Saved plan is stale/;

/**
 * Plans a stack from its state as it is, with the providers of the review, and applies that plan if it does what was
 * reviewed.
 * @throws UserError that names what was not reviewed, CommandFailed
 */
export async function applyStack(call: TerraformCall, reviewed: ReviewedStack, check: ValueCheck): Promise<Applied> {
  const file = path.join(call.folder, PLAN);
  try {
    const json = await planAsReviewed(call, reviewed, file);
    if (isEmpty(json)) return { outcome: 'already applied', since: [] };
    const { unreviewed, since } = await comparePlans(reviewed.record, effectsOf(json), check);
    if (unreviewed.length > 0) throw notReviewed(call.stack, unreviewed);
    await applyFile(call);
    return { outcome: 'applied', since };
  } finally {
    await rm(file, { force: true });
  }
}

/** Another version of a provider plans other defaults: the versions and hashes are those of the review. */
async function planAsReviewed(call: TerraformCall, { record }: ReviewedStack, planFile: string): Promise<PlanJson> {
  const lock = path.join(call.folder, LOCK_FILE);
  await rm(lock, { force: true });
  const { providers } = record;
  if (providers.length > 0) await writeFile(lock, writeLockFile(providers));
  const initFlags = providers.length > 0 ? ['-lockfile=readonly'] : [];
  return planFolder(call, { isDestroyed: false, planFile, initFlags });
}

function notReviewed(stack: string, unreviewed: readonly string[]): UserError {
  return new UserError(
    [`${stack} would now do what was not reviewed:`, ...unreviewed.map((each) => `  ${each}`)].join('\n'),
    `See it with npm run plan -- ${stack}, and review the change again.`,
  );
}

async function applyFile({ binary, folder, env, stack }: TerraformCall): Promise<void> {
  const args = ['apply', '-input=false', '-no-color', PLAN];
  try {
    await captureSuccess(`terraform apply of ${stack}`, binary, args, { cwd: folder, env });
  } catch (error) {
    if (!(error instanceof CommandFailed) || !STALE.test(error.output)) throw error;
    throw new UserError(
      `The state of ${stack} was changed by another deployment while it was planned here.`,
      'Run the command again: it plans from the state as it is then.',
      { cause: error },
    );
  }
}
