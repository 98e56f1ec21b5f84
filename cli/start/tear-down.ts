import { writeFile } from 'node:fs/promises';
import { printPlatform } from '../../config/print';
import type { Platform } from '../../config/types';
import { stackIds } from '../../platform/stack-ids';
import { destroyBootstrap } from '../bootstrap/destroy-bootstrap';
import type { Step } from '../progress';
import type { RehearsalWorkspace } from './rehearsal-workspace';
import { differingStacks, readBytes } from './same-bytes';

/**
 * Destroys everything in reverse order. Protected environments are lifted first as an operator does it: with
 * `protect: false` in the config and a deployment.
 */
export async function tearDown(workspace: RehearsalWorkspace, step: Step): Promise<void> {
  const isProtected = workspace.platform.environments.some(({ protect }) => protect);
  const lifted = isProtected ? await liftProtection(workspace, step) : workspace;
  const names = lifted.stacks.map(({ name }) => name).filter((name) => name !== stackIds.bootstrap());
  await step(`Destroy ${names.length} stacks in reverse order`, (report) => lifted.cdktf('destroy', names, report));
  await step('Destroy the state bucket', () => destroyBootstrap(lifted.bootstrap));
}

/** @returns the same run with a config that protects nothing, deployed */
async function liftProtection(workspace: RehearsalWorkspace, step: Step): Promise<RehearsalWorkspace> {
  const before = await readBytes(workspace.stacks);
  const configFile = workspace.file('unprotected.json');
  await writeFile(configFile, printPlatform(withoutProtection(workspace.platform)));
  const lifted = await workspace.with(configFile);
  const changed = differingStacks(before, await readBytes(lifted.stacks)).filter(
    (name) => name !== stackIds.bootstrap(),
  );
  const title = `Lift the protection: deploy ${changed.length} stacks with protect: false`;
  await step(title, (report) => lifted.cdktf('deploy', changed, report, true));
  return lifted;
}

function withoutProtection(platform: Platform): Platform {
  return { ...platform, environments: platform.environments.map((each) => ({ ...each, protect: false })) };
}
