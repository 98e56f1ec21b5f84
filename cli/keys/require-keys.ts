import { UserError } from '../errors';
import { inParallel } from '../in-parallel';
import type { Environment } from '../project';
import { stateLocation, type Stack } from '../stacks/manifest';
import { keyExists } from './key-exists';
import { keysLookedUp } from './looked-up';

/** Questions to KMS at a time. */
const QUESTIONS_AT_A_TIME = 8;

/** The aliases that stacks look up and that name no key, in alphabetical order. @throws UserError if KMS does not say */
export async function missingKeys(stacks: readonly Stack[], env: Environment): Promise<readonly string[]> {
  const [stack] = stacks;
  if (stack === undefined) return [];
  const { region } = stateLocation(stack);
  const aliases = [...new Set(stacks.flatMap(({ json }) => keysLookedUp(json).map(({ alias }) => alias)))].sort();
  const exist = await inParallel(aliases, QUESTIONS_AT_A_TIME, (alias) => keyExists(alias, region, env));
  return aliases.filter((_, index) => exist[index] !== true);
}

/** Requires the keys that stacks are encrypted with. @throws UserError with what to do */
export async function requireKeys(stacks: readonly Stack[], env: Environment): Promise<void> {
  const missing = await missingKeys(stacks, env);
  if (missing.length === 0) return;
  throw new UserError(
    `There is no KMS key ${missing.join(', ')}, with which the config encrypts (encryption: 'customerManaged').`,
    "Make it with npm run bootstrap; or use keys of AWS: encryption: 'awsManaged' in the environments.",
  );
}
