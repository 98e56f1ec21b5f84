import { accountsOf } from '../../../iam/grants';
import type { Grant } from '../../../iam/statement';
import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { isOfSomethingThatExists } from '../security/attached-to';
import { ownAccount } from '../security/own-account';
import {
  grantsText,
  isBoundless,
  isExcessive,
  isPublic,
  knownPolicies,
  type KnownPolicy,
} from '../security/permissions';

/** A new policy that allows more than any should. */
export const newPolicyTooWide: ChangeRule = {
  about: 'change',
  id: 'new-policy-too-wide',
  category: 'policy',
  severities: ['dangerous', 'attention'],
  meaning:
    'A policy of something new allows all actions of a service, an action that can give rights to others, or another account; dangerous if it allows everybody or everything.',
  check: (change, plan) => {
    if (change.before !== null || isOfSomethingThatExists(change, plan)) return [];
    const own = ownAccount(change, plan);
    return knownPolicies(change).flatMap((policy) => {
      const worst = CHECKS.map((check) => ({ ...check, grants: check.grantsOf(policy, own) })).find(
        ({ grants }) => grants.length > 0,
      );
      if (worst === undefined) return [];
      return [
        {
          severity: worst.severity,
          title: `${capitalize(resourceName(change))} is new and allows ${worst.what}`,
          detail: `\`${policy.name}\` allows ${grantsText(worst.grants)}. Name the actions, resources and callers that are needed.`,
        },
      ];
    });
  },
};

/** The worst first. */
const CHECKS: readonly {
  readonly severity: 'dangerous' | 'attention';
  readonly what: string;
  readonly grantsOf: (policy: KnownPolicy, own: string | undefined) => readonly Grant[];
}[] = [
  { severity: 'dangerous', what: 'everybody', grantsOf: ({ change }) => change.granted.filter(isPublic) },
  {
    severity: 'dangerous',
    what: 'everything',
    // What the same policy forbids is a limit: so boundaries are written.
    grantsOf: ({ kind, change }) =>
      kind === 'identity' && change.denied.length === 0 ? change.granted.filter(isBoundless) : [],
  },
  {
    severity: 'attention',
    what: 'more than one thing needs',
    grantsOf: ({ kind, change }) => (kind === 'identity' ? change.granted.filter(isExcessive) : []),
  },
  {
    severity: 'attention',
    what: 'another account',
    grantsOf: ({ change }, own) =>
      own === undefined ? [] : change.granted.filter((grant) => accountsOf(grant).some((account) => account !== own)),
  },
];
