import { environmentOfGateway } from '../../platform/stack-ids';
import { stackOfStateKey } from '../../platform/states';
import type { Environment } from '../project';
import { stateLocation, stateOf, type Stack } from '../stacks/manifest';
import { gatewayMove, isGatewayState } from '../state/gateway-state';
import { statesInUse, type StoredState } from '../state/state';

/** A stack that is deployed, but no longer in the config. */
export interface RemovedStack {
  readonly name: string;
  /** Key of its state in the state bucket. */
  readonly key: string;
  /** How many resources it still holds. */
  readonly resources: number;
}

/**
 * Finds what the config no longer has: each stack before those that it depends on.
 * @param stacks of the config, one at least
 * @param names of all stacks of the config. @default - those of `stacks`
 * @throws UserError if the state bucket is out of reach
 */
export async function findRemovedStacks(
  stacks: readonly Stack[],
  env: Environment,
  names: readonly string[] = stacks.map(({ name }) => name),
): Promise<RemovedStack[]> {
  const [stack] = stacks;
  if (stack === undefined) return [];
  const keys = names.map((name) => stateOf(stack, name).key);
  return removedStacks(await statesInUse(stateLocation(stack), env), new Set(keys));
}

/**
 * @param states all that hold resources
 * @param keys of the states of the config's stacks
 */
export function removedStacks(states: readonly StoredState[], keys: ReadonlySet<string>): RemovedStack[] {
  const [any] = keys;
  const { platform } = stackOfStateKey(any ?? '');
  const removed = states.filter(
    (stored) => !keys.has(stored.key) && stackOfStateKey(stored.key).platform === platform && !isUnmoved(stored, keys),
  );
  return readersFirst(removed).map(({ key, state }) => ({
    name: stackOfStateKey(key).stack,
    key,
    resources: state.resources.length,
  }));
}

/**
 * Whether a state is that of a gateway of the config, under the id which the stack had before: it is moved, not
 * removed.
 */
function isUnmoved({ key, state }: StoredState, keys: ReadonlySet<string>): boolean {
  const { platform, stack } = stackOfStateKey(key);
  const environment = environmentOfGateway(stack);
  return environment !== undefined && isGatewayState(state) && keys.has(gatewayMove(platform, environment).to);
}

/** When a stack is destroyed, no other stack reads it any more. */
function readersFirst(states: readonly StoredState[]): StoredState[] {
  const ordered: StoredState[] = [];
  const add = (one: StoredState): void => {
    if (ordered.includes(one)) return;
    for (const reader of states.filter(({ state }) => state.readKeys.includes(one.key))) add(reader);
    ordered.push(one);
  };
  states.forEach(add);
  return ordered;
}
