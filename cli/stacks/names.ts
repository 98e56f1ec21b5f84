import { stackIdsOf, type StackNames } from '../../platform/stack-ids';
import { UserError } from '../errors';
import { selectStacks } from './select';

/** What a person may name on the command line, for the help. */
export const NAMES = 'stacks, globs such as "dev-*", environments or services';

/** A command that was given no name. @param command that needs one */
export function nothingNamed(command: 'plan' | 'deploy'): UserError {
  return new UserError(
    `${command} needs the names of ${NAMES}.`,
    `For example: npm run ${command} -- dev, or npm run ${command} -- '*' for all stacks. npm run synth lists the stacks.`,
  );
}

/**
 * The names of the stacks that a person asks for.
 * @param asked names of stacks, globs, environments (their network, cluster, services and API) or services (their
 * registry, pipeline and where they run)
 * @throws UserError if one of them is none of that
 */
export function stackNames(platform: StackNames, asked: readonly string[]): string[] {
  const all = stackIdsOf(platform);
  const patterns = asked.flatMap((name) => {
    const known = all.filter(({ environment, service }) => environment === name || service === name);
    return known.length > 0 ? known.map(({ id }) => id) : [name];
  });
  const stacks = all.map(({ id }) => ({ name: id }));
  const others = [...platform.environments, ...platform.services].map(({ name }) => name);
  return selectStacks(stacks, patterns, others).map(({ name }) => name);
}
