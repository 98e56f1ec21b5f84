import { formatPath, quote } from '../issue';
import { serviceNames } from '../names';
import { stackIdsOf } from '../stack-ids';
import type { Rule } from './rule';

/**
 * No two stacks have one id. With environment `dev`, service `x-registry` would: its `dev-x-registry` is also the
 * registry of a service `dev-x`.
 */
export const distinctStackIds: Rule = ({ platform }) => {
  // What a reserved name collides with, `checkNames` says.
  const services = platform.services.filter(({ name }) => serviceNames.reserved?.(name) === undefined);
  const ids = stackIdsOf({ ...platform, services });
  const firstOf = new Map([...ids].reverse().map((stack) => [stack.id, stack]));
  return ids.flatMap((stack) => {
    const first = firstOf.get(stack.id);
    if (first === undefined || first === stack) return [];
    return [
      {
        path: stack.origin,
        reads: [first.origin],
        found: `a stack ${quote(stack.id)}, which ${formatPath(first.origin)} has too`,
        allowed: 'names that give every stack its own id',
        fix: 'rename one of the two',
      },
    ];
  });
};
