import { APPROVED_MOVES } from './approved-moves';
import { readStacks, stateLocation } from '../../../cli/stacks/manifest';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { differingStacks, readBytes } from '../../../cli/start/same-bytes';
import { moveGatewayStates } from '../../../cli/state/move-gateway-state';
import { statesInUse, type StoredState } from '../../../cli/state/state';
import { plannedChanges } from './planned-changes';

/** A line of {@link plannedChanges} that leaves every resource where it is. */
const KEEPS_RESOURCES = /^\S+: (update|read) |^\S+: \w+ output /;

/** Names of the stacks of the working tree that are not byte for byte those of a release. @param release its output */
export async function changedSince(release: string, { stacks }: RehearsalWorkspace): Promise<string[]> {
  const names = stacks.map(({ name }) => name);
  const differing = differingStacks(await readBytes(await readStacks(release)), await readBytes(stacks));
  return differing.filter((name) => names.includes(name));
}

/**
 * Plans the working tree on what a release deployed, once the states are where deploying moves them.
 * @returns what an upgrade must not do: create, replace or destroy a resource, or change a stack that has the same bytes
 */
export async function harmOfUpgrade(release: string, workspace: RehearsalWorkspace): Promise<string[]> {
  await moveGatewayStates(workspace.stacks, workspace.env, APPROVED_MOVES);
  const changed = await changedSince(release, workspace);
  const changes = await plannedChanges(workspace);
  return changes.filter((change) => !KEEPS_RESOURCES.test(change) || !changed.includes(change.split(':')[0] ?? ''));
}

/** Every state in the state bucket that holds resources. */
export async function deployedStates({ bootstrap, env }: RehearsalWorkspace): Promise<StoredState[]> {
  return statesInUse(stateLocation(bootstrap.stack), env);
}

/** What is deployed, as AWS calls it, e.g. `aws_cognito_user_pool us-west-2_a1B2c3`; sorted. */
export function resourcesIn(states: readonly StoredState[]): string[] {
  return states
    .flatMap(({ state }) => state.resources)
    .map(({ type, attributes }) => `${type} ${String(attributes['id'])}`)
    .sort();
}
