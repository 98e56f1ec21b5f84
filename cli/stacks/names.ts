import { stackIdsOf, type StackId } from '../../config/stack-ids';
import type { Platform } from '../../config/types';
import { selectStacks } from './select';

/**
 * The names of the stacks that a person asks for.
 * @param asked names of stacks, globs, environments (their network, cluster, services and API) or services (their
 * registry, pipeline and where they run)
 * @throws UserError if one of them is none of that
 */
export function stackNames(platform: Platform, asked: readonly string[]): string[] {
  const all = stackIdsOf(platform);
  const patterns = asked.flatMap((name) => {
    const known = all.filter((stack) => isOf(stack, 'services', name) || isIn(platform, stack, name));
    return known.length > 0 ? known.map(({ id }) => id) : [name];
  });
  const stacks = all.map(({ id }) => ({ name: id }));
  return selectStacks(stacks, patterns).map(({ name }) => name);
}

function isOf({ origin }: StackId, part: 'services' | 'environments', name: string): boolean {
  return origin[0] === part && origin[1] === name;
}

/** Whether a stack belongs to an environment. */
function isIn({ environments, services }: Platform, stack: StackId, name: string): boolean {
  if (!environments.some((environment) => environment.name === name)) return false;
  if (isOf(stack, 'environments', name)) return true;
  return services.some((service) => stack.id === `${name}-${service.name}`);
}
