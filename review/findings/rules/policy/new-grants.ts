import type { Grant } from '../../../iam/statement';
import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { isOfSomethingThatExists } from '../security/attached-to';
import { grantsText, isExcessive, isPublic, knownPolicies } from '../security/permissions';

/** A new policy that allows more than any should. */
export const newGrants: ChangeRule = {
  about: 'change',
  id: 'new-policy-too-wide',
  category: 'policy',
  severities: ['dangerous', 'attention'],
  meaning:
    'A policy of something new allows all actions of a service, or one that hands on rights; dangerous if it allows everybody.',
  check: (change, plan) => {
    if (change.before !== null || isOfSomethingThatExists(change, plan)) return [];
    return knownPolicies(change).flatMap(({ name, kind, change: { granted } }) => {
      const open = granted.filter(isPublic);
      const excessive = kind === 'identity' ? granted.filter(isExcessive) : [];
      const isOpen = open.length > 0;
      const wide: readonly Grant[] = isOpen ? open : excessive;
      if (wide.length === 0) return [];
      return [
        {
          severity: isOpen ? ('dangerous' as const) : ('attention' as const),
          title: `${capitalize(resourceName(change))} is new and allows ${isOpen ? 'everybody' : 'more than one thing needs'}`,
          detail: `\`${name}\` allows ${grantsText(wide)}. Name the actions, resources and callers that are needed.`,
        },
      ];
    });
  },
};
