import path from 'node:path';
import { existsSync } from 'node:fs';
import { stackOfStateKey } from '../../platform/states';
import { UserError } from '../errors';
import { stateLocation } from '../stacks/manifest';
import { bucketExists, statesInUse, readState } from '../state/state';
import { apply, destroy, init } from '../terraform/terraform';
import { closeScratch, liftProtection, openScratch, useLocalState, useS3, type BootstrapTarget } from './scratch';

/**
 * Destroys the bucket of all states with what is in it: its own state moves to the scratch folder first. Whenever that
 * is interrupted, the next call goes on.
 * @throws UserError if another stack still has resources
 */
export async function destroyBootstrap(target: BootstrapTarget): Promise<void> {
  const location = stateLocation(target.stack);
  const hasBucket = await bucketExists(location, target.terraform.env);
  if (!hasBucket && !existsSync(path.join(target.scratch, 'terraform.tfstate'))) return;
  if (hasBucket) await refuseInUse(target);
  const call = await openScratch(target);
  await liftProtection(target);
  if ((await readState(location, call.env)) !== undefined) {
    await useS3(target);
    await init(call, '-reconfigure');
    await useLocalState(target);
    await init(call, '-migrate-state', '-force-copy');
  } else {
    await useLocalState(target);
    await init(call, '-reconfigure');
  }
  // Terraform destroys by what the state says, so the lifted protection has to get there first.
  if (hasBucket) await apply(call);
  await destroy(call);
  await closeScratch(target);
}

async function refuseInUse({ stack, terraform }: BootstrapTarget): Promise<void> {
  const location = stateLocation(stack);
  const states = await statesInUse(location, terraform.env);
  const stacks = states.filter(({ key }) => key !== location.key).map(({ key }) => stackOfStateKey(key).stack);
  if (stacks.length === 0) return;
  throw new UserError(
    `Refusing to destroy ${stack.name}: it holds the state of ${stacks.sort().join(', ')}.`,
    'Destroy those first.',
  );
}
