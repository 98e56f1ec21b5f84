import type { Grant } from '../../../iam/statement';
import type { ResourceChange } from '../../../plan/plan';
import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule, Observation } from '../../rule';
import { isOfSomethingThatExists } from './attached-to';
import { ownAccount } from './own-account';
import { grantsText, isExcessive, isForOutsiders, isPublic, knownPolicies, type KnownPolicy } from './permissions';

/** A policy of an existing resource permits more. */
export const permissionsWidened: ChangeRule = {
  about: 'change',
  id: 'permissions-widened',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning:
    'A policy permits more: actions, resources or principals. Dangerous if it allows everybody, another account, all actions, or an action that can give rights to others.',
  check: (change, plan) => {
    if (!isOfSomethingThatExists(change, plan)) return [];
    return knownPolicies(change)
      .filter((policy) => policy.change.isWider)
      .map((policy) => observe(change, policy, ownAccount(change, plan)));
  },
};

function observe(
  change: ResourceChange,
  { name, kind, change: compared }: KnownPolicy,
  own: string | undefined,
): Observation {
  const loosened = compared.conditions.filter(({ isWider }) => isWider).map(({ grant }) => grant);
  const allowed = [...compared.granted, ...loosened.filter(({ effect }) => effect === 'Allow')];
  const freed = [...compared.lifted, ...loosened.filter(({ effect }) => effect === 'Deny')];
  const isBad = freed.length > 0 || allowed.some((grant) => isAlarming(grant, kind, own));
  const isNew = compared.granted.length > 0;
  return {
    severity: isBad ? 'dangerous' : 'attention',
    title: `${capitalize(resourceName(change))} ${factOf(kind, isNew, freed.length > 0)}`,
    detail: [
      ...(compared.granted.length > 0 ? [`Allowed now: ${grantsText(compared.granted)}.`] : []),
      ...(compared.lifted.length > 0 ? [`Denied no more: ${grantsText(compared.lifted)}.`] : []),
      ...(loosened.length > 0 ? [`Under looser conditions: ${grantsText(loosened)}.`] : []),
      `See \`${name}\` whether all of it is needed.`,
    ].join(' '),
  };
}

function isAlarming(grant: Grant, kind: KnownPolicy['kind'], own: string | undefined): boolean {
  if (isPublic(grant) || isForOutsiders(grant, own)) return true;
  return kind !== 'trust' && isExcessive(grant);
}

function factOf(kind: KnownPolicy['kind'], isNew: boolean, isFreed: boolean): string {
  if (kind === 'trust') return isNew ? 'can be assumed by others, too' : 'can be assumed under looser conditions';
  if (isFreed && !isNew) return 'no longer forbids what it did';
  return isNew ? 'permits more than before' : 'permits under looser conditions';
}
