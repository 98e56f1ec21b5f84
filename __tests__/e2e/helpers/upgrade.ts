import { stackIds } from '../../../platform/stack-ids';
import { APPROVED_MOVES } from './approved-moves';
import { readStacks, stateLocation, type Stack } from '../../../cli/stacks/manifest';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { differingStacks, readBytes } from '../../../cli/start/same-bytes';
import { moveGatewayStates } from '../../../cli/state/move-gateway-state';
import { statesInUse, type StoredState } from '../../../cli/state/state';
import { ANNOUNCED_CHANGES, type AnnouncedChange } from '../../fixtures/releases/announced-changes';
import { appliedChanges } from './planned-changes';

/** A line of {@link appliedChanges} that leaves every resource where it is. */
const KEEPS_RESOURCES = /^\S+: (update|read) |^\S+: \w+ output /;

/** Names of the stacks of the working tree that are not byte for byte those of a release. @param release its output */
export async function changedSince(release: string, { stacks }: RehearsalWorkspace): Promise<string[]> {
  const names = stacks.map(({ name }) => name);
  const differing = differingStacks(await readBytes(await readStacks(release)), await readBytes(stacks));
  return differing.filter((name) => names.includes(name));
}

/** What an upgrade did. */
export interface Upgrade {
  /**
   * What it must not do: create, replace or destroy a resource without saying so in ANNOUNCED_CHANGES, or change a stack
   * that has the same bytes.
   */
  readonly harm: readonly string[];
  /** What is announced and did not happen: it is out of date. */
  readonly missing: readonly AnnouncedChange[];
}

/**
 * Upgrades what a release deployed to the working tree: the states are moved as deploying moves them, and every stack
 * is applied once those that it depends on are upgraded.
 * @param release its output
 */
export async function upgrade(release: string, workspace: RehearsalWorkspace): Promise<Upgrade> {
  await moveGatewayStates(workspace.stacks, workspace.env, APPROVED_MOVES);
  const changed = await changedSince(release, workspace);
  const done = await applyInLayers(workspace, workspace.stacks);
  return {
    harm: done.filter((change) => !changed.includes(stackOf(change)) || isHarm(change)),
    missing: ANNOUNCED_CHANGES.filter((announced) => !done.some((change) => isAnnounced(change, announced))),
  };
}

/**
 * Applies stacks, each once those that it depends on are applied.
 * @returns what changed, as `plannedChanges` tells it
 */
export async function applyInLayers(workspace: RehearsalWorkspace, stacks: readonly Stack[]): Promise<string[]> {
  const done: string[] = [];
  for (const layer of layersOf(stacks)) done.push(...(await appliedChanges(workspace, layer)));
  return done;
}

/** Every state in the state bucket that holds resources. */
export async function deployedStates({ bootstrap, env }: RehearsalWorkspace): Promise<StoredState[]> {
  return statesInUse(stateLocation(bootstrap.stack), env);
}

/**
 * What is deployed and stays in an upgrade, as AWS calls it, e.g. `aws_cognito_user_pool us-west-2_a1B2c3`; sorted.
 */
export function lastingResourcesIn(states: readonly StoredState[]): string[] {
  const leaving = ANNOUNCED_CHANGES.filter(({ action }) => action !== 'create').map(({ type }) => type);
  return states
    .flatMap(({ state }) => state.resources)
    .filter(({ type }) => !leaving.includes(type))
    .map(({ type, attributes }) => `${type} ${String(attributes['id'])}`)
    .sort();
}

/** Stacks, after those that they depend on: no two of a layer depend on each other. Bootstrap comes before all. */
function layersOf(stacks: readonly Stack[]): Stack[][] {
  const depths = new Map<string, number>();
  for (const { name, dependencies } of stacks) {
    const before = dependencies.map((each) => depths.get(each) ?? 1);
    depths.set(name, name === stackIds.bootstrap() ? 0 : Math.max(1, ...before.map((depth) => depth + 1)));
  }
  const layers: Stack[][] = [];
  for (const stack of stacks) (layers[depths.get(stack.name) ?? 0] ??= []).push(stack);
  return layers.filter((layer) => layer.length > 0);
}

function isHarm(change: string): boolean {
  return !KEEPS_RESOURCES.test(change) && !ANNOUNCED_CHANGES.some((announced) => isAnnounced(change, announced));
}

function isAnnounced(change: string, { stacks, action, type }: AnnouncedChange): boolean {
  return stacks.test(stackOf(change)) && change === `${stackOf(change)}: ${action} ${type}`;
}

function stackOf(change: string): string {
  return change.split(':')[0] ?? '';
}
