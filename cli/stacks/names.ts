import { stackIdsOf, type StackNames } from '../../platform/stack-ids';
import { selectStacks } from './select';

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
  return selectStacks(stacks, patterns).map(({ name }) => name);
}
