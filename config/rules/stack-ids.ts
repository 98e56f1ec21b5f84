import { reservedServiceNames, stackIdsOf, type StackId } from '../../platform/stack-ids';
import { formatPath, quote, type Path } from '../issue';
import type { Rule } from './rule';

/**
 * No two stacks have one id. With environment `dev`, service `x-registry` would: its `dev-x-registry` is also the
 * registry of a service `dev-x`.
 */
export const distinctStackIds: Rule = ({ platform }) => {
  // What a reserved name collides with, `checkNames` says.
  const isFree = ({ name }: { readonly name: string }): boolean => !reservedServiceNames.includes(name);
  const ids = stackIdsOf({
    ...platform,
    services: platform.services.filter(isFree),
    stacks: platform.stacks.filter(isFree),
  });
  const firstOf = new Map([...ids].reverse().map((stack) => [stack.id, stack]));
  return ids.flatMap((stack) => {
    const first = firstOf.get(stack.id);
    if (first === undefined || first === stack) return [];
    return [
      {
        path: originOf(stack),
        reads: [originOf(first)],
        found: `a stack ${quote(stack.id)}, which ${formatPath(originOf(first))} has too`,
        allowed: 'names that give every stack its own id',
        fix: 'rename one of the two',
      },
    ];
  });
};

/** The name in the config that a stack comes from: a service in an environment comes from the service. */
function originOf({ environment, service, own }: StackId): Path {
  if (own !== undefined) return ['stacks', own];
  if (service !== undefined) return ['services', service];
  return environment === undefined ? [] : ['environments', environment];
}
