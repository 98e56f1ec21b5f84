import { CommandFailed } from '../errors';
import { capture } from '../processes/run';
import { stateLocation, type Stack } from '../stacks/manifest';
import { readState } from '../state/state';
import { apply, init, type TerraformCall } from '../terraform/terraform';
import { lostKeys, refuseLostKeys } from './lost-keys';
import { closeScratch, openScratch, useLocalState, useS3, type BootstrapTarget } from './scratch';

/** AWS's codes for something that exists already under the same name. */
const EXISTS = /BucketAlreadyOwnedByYou|EntityAlreadyExists/;

/** What is found again by its name if an attempt was killed between creating it and writing that down. */
const NAMED_BY = { aws_s3_bucket: 'bucket', aws_iam_role: 'name' } as const;

/**
 * Applies the stack that holds the bucket of all states. The first time there is no bucket for its own state: it is
 * applied with a local state, which then moves into the bucket. If it is interrupted, the next call continues.
 *
 * @param options.deleteKeys whether keys may be deleted that the stack no longer has. @default false
 * @throws CommandFailed, UserError
 */
export async function applyBootstrap(
  target: BootstrapTarget,
  { deleteKeys = false }: { readonly deleteKeys?: boolean } = {},
): Promise<void> {
  const state = await readState(stateLocation(target.stack), target.terraform.env);
  if (state !== undefined && !deleteKeys) refuseLostKeys(lostKeys(state, target.stack));
  const call = await openScratch(target);
  if (state !== undefined) {
    await useS3(target);
    await init(call, '-reconfigure');
    await apply(call);
  } else {
    await useLocalState(target);
    await init(call, '-reconfigure');
    await applyOrAdopt(call, target.stack);
    await useS3(target);
    await init(call, '-migrate-state', '-force-copy');
  }
  await closeScratch(target);
}

async function applyOrAdopt(call: TerraformCall, stack: Stack): Promise<void> {
  try {
    await apply(call);
  } catch (error) {
    if (!(error instanceof CommandFailed) || !EXISTS.test(error.output)) throw error;
    await adopt(call, stack);
    await apply(call);
  }
}

/** Imports into the state what exists already; what does not exist, or is in the state, is left as it is. */
async function adopt(call: TerraformCall, stack: Stack): Promise<void> {
  for (const [type, attribute] of Object.entries(NAMED_BY)) {
    for (const [name, resource] of Object.entries(stack.json.resource?.[type] ?? {})) {
      const args = ['import', '-input=false', '-no-color', `${type}.${name}`, String(resource[attribute])];
      await capture(call.binary, args, { cwd: call.folder, env: call.env });
    }
  }
}
