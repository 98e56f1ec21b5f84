import type { StateLocation } from '../../platform/states';
import { UserError } from '../errors';
import { requireAll } from '../require-all';
import { requireKeys } from '../keys/require-keys';
import { inParallel } from '../in-parallel';
import type { Environment } from '../project';
import { bucketExists, readState } from '../state/state';
import { stateLocation, stateOf, type Stack } from './manifest';
import { missingDependents } from './select';
import { requireVariables } from './variables';

/** A stack without its JSON: its id and where its state is. */
interface Stateful {
  readonly name: string;
  readonly state: StateLocation;
}

/** States read at a time. */
const READS_AT_A_TIME = 8;

/**
 * Requires what every command needs that works on states: values for the Terraform variables, credentials, and what
 * bootstrap makes: the state bucket and the keys.
 * @throws UserError with everything that is missing
 */
export async function requireVariablesAndBootstrap(stacks: readonly Stack[], env: Environment): Promise<void> {
  await requireAll(
    () => {
      requireVariables(stacks, env);
    },
    async () => {
      await requireStateBucket(stacks, env);
      await requireKeys(stacks, env);
    },
  );
}

/** Requires that the bucket of the states exists. @throws UserError with what to do */
export async function requireStateBucket(stacks: readonly Stack[], env: Environment): Promise<void> {
  const [stack] = stacks;
  if (stack === undefined || (await bucketExists(stateLocation(stack), env))) return;
  const { bucket, region } = stateLocation(stack);
  throw new UserError(
    `The state bucket ${bucket} does not exist in ${region}.`,
    'Create it with npm run bootstrap, once per platform and account.',
  );
}

/**
 * Requires that everything the selected stacks depend on is deployed or selected too.
 * @throws UserError with the command that deploys it all
 */
export async function requireDependencies(selected: readonly Stack[], env: Environment): Promise<void> {
  const missing = await withoutResources(unselectedDependencies(selected), env);
  if (missing.length === 0) return;
  throw new UserError(
    `${names(selected)} cannot be deployed: ${names(missing)} must be deployed before.`,
    `Deploy them together: npm run deploy -- ${names([...missing, ...selected], ' ')}`,
  );
}

/**
 * Requires that no deployed stack depends on the selected ones, unless it is selected too.
 * @throws UserError with the command that destroys it all
 */
export async function requireNoDependents(
  stacks: readonly Stack[],
  selected: readonly Stack[],
  env: Environment,
): Promise<void> {
  const dependents = missingDependents(stacks, selected).map((stack) => ({ ...stack, state: stateLocation(stack) }));
  const idle = await withoutResources(dependents, env);
  const inUse = dependents.filter((stack) => !idle.includes(stack));
  if (inUse.length === 0) return;
  throw new UserError(
    `${names(selected)} cannot be destroyed: ${names(inUse)} would be left without what they depend on.`,
    `Destroy them together: npm run destroy -- ${names([...selected, ...inUse], ' ')}`,
  );
}

/**
 * What the selected stacks depend on directly without its being selected. It need not be synthesized: the names of
 * stacks say where their states are.
 */
export function unselectedDependencies(selected: readonly Stack[]): Stateful[] {
  const found = new Map<string, Stateful>();
  for (const stack of selected) {
    for (const name of stack.dependencies) {
      if (!selected.some((other) => other.name === name)) found.set(name, { name, state: stateOf(stack, name) });
    }
  }
  return [...found.values()];
}

async function withoutResources<S extends Stateful>(stacks: readonly S[], env: Environment): Promise<S[]> {
  const states = await inParallel(stacks, READS_AT_A_TIME, ({ state }) => readState(state, env));
  return stacks.filter((_, index) => (states[index]?.resources.length ?? 0) === 0);
}

function names(stacks: readonly Pick<Stack, 'name'>[], separator = ', '): string {
  return stacks.map(({ name }) => name).join(separator);
}
