import { changedPolicies } from '../../../iam/changed-policies';
import type { Plan, ResourceChange } from '../../../plan/plan';
import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { isOfSomethingThatExists } from './attached-to';

const WHY = {
  unknown: 'It holds values that are known only after the apply.',
  sensitive: 'Terraform marks it as sensitive.',
  unreadable: 'It is not a policy document in JSON.',
  'too large': 'It is too large to be compared.',
} as const;

/** A policy changes, and the plan does not show how. */
export const policyCannotBeCompared: ChangeRule = {
  about: 'change',
  id: 'policy-cannot-be-compared',
  category: 'security',
  severities: ['attention'],
  meaning: 'The policy of something that exists changes, and the plan does not tell what it will permit.',
  check: (change, plan) => {
    if (change.after === null || (change.before === null && !isAddedToSomething(change, plan))) return [];
    return changedPolicies(change).flatMap(({ name, change: { kind } }) =>
      kind === 'compared'
        ? []
        : [
            {
              severity: 'attention' as const,
              title: `${capitalize(resourceName(change))}: the plan does not tell what \`${name}\` will permit`,
              detail: `${WHY[kind]} Read its code in the pull request.`,
            },
          ],
    );
  },
};

/** A new policy resource for an existing resource. */
function isAddedToSomething(change: ResourceChange, plan: Plan): boolean {
  return change.type.endsWith('_policy') && isOfSomethingThatExists(change, plan);
}
