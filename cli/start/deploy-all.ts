import { setTimeout } from 'node:timers/promises';
import { stackIds } from '../../platform/stack-ids';
import { applyBootstrap } from '../bootstrap/apply-bootstrap';
import type { BootstrapTarget } from '../bootstrap/scratch';
import type { Step } from '../progress';
import { missingKeys } from '../keys/require-keys';
import { stateLocation, type Stack } from '../stacks/manifest';
import { bucketExists } from '../state/state';
import type { Environment } from '../project';
import type { RehearsalWorkspace } from './rehearsal-workspace';

/** How often what bootstrap makes is looked for, in milliseconds. */
const POLL_MS = 500;

/**
 * Deploys every stack. The CDKTF CLI begins with the others as soon as the state bucket and the keys exist: the AWS provider needs
 * most of another minute for the bootstrap stack, because it waits until S3 keeps to the lifecycle of the bucket.
 * Source: measured, provider 5.100.0.
 * @returns seconds that each stack took, by its name
 */
export async function deployAll(workspace: RehearsalWorkspace, step: Step): Promise<ReadonlyMap<string, number>> {
  const { stacks } = workspace;
  const others = stacks.map(({ name }) => name).filter((name) => name !== stackIds.bootstrap());
  const bootstrapped = secondsOf(applyBootstrap(workspace.bootstrap));
  await step('Bootstrap: the state bucket and the keys', () => whatOthersNeed(workspace, bootstrapped));
  return step(`Deploy ${stacks.length} stacks: cdktf deploy`, async (report) => {
    const [seconds, bootstrap] = await Promise.all([workspace.cdktf('deploy', others, report), bootstrapped]);
    return new Map([[stackIds.bootstrap(), bootstrap], ...seconds]);
  });
}

/**
 * Waits until the state bucket and the keys exist.
 * @param bootstrapped what creates it
 * @throws what that throws
 */
export async function whatOthersNeed(
  { bootstrap, stacks, env }: Bootstrapped,
  bootstrapped: Promise<unknown>,
): Promise<void> {
  const location = stateLocation(bootstrap.stack);
  let isOver = false;
  const isThere = async (): Promise<boolean> =>
    (await bucketExists(location, env)) && (await missingKeys(stacks, env)).length === 0;
  const exists = async (): Promise<void> => {
    while (!isOver && !(await isThere())) await setTimeout(POLL_MS);
  };
  try {
    await Promise.race([bootstrapped, exists()]);
  } finally {
    isOver = true;
  }
}

/** What is bootstrapped, and for which stacks. */
interface Bootstrapped {
  readonly bootstrap: Pick<BootstrapTarget, 'stack'>;
  readonly stacks: readonly Stack[];
  readonly env: Environment;
}

async function secondsOf(work: Promise<unknown>): Promise<number> {
  const since = Date.now();
  await work;
  return Math.round((Date.now() - since) / 1000);
}
