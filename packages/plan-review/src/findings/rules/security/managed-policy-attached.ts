import type { Value } from '../../../plan/value';
import { capitalize, typeName } from '../../reading/resource-name';
import { textAt, valuesAt } from '../../reading/values';
import type { ChangeRule } from '../../rule';
import { isOfSomethingThatExists } from './attached-to';

/** Policies of AWS that allow nearly everything, or handing on rights. */
const BOUNDLESS =
  /:policy\/(.*\/)?(AdministratorAccess(-.*)?|PowerUserAccess|[\w-]*FullAccess|(System|Database|Network)Administrator)$/;

const ATTACHMENTS = [
  'aws_iam_role_policy_attachment',
  'aws_iam_user_policy_attachment',
  'aws_iam_group_policy_attachment',
  'aws_iam_policy_attachment',
];

/** An existing principal gets another managed policy, or any principal one that allows nearly everything. */
export const managedPolicyAttached: ChangeRule = {
  about: 'change',
  id: 'managed-policy-attached',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning:
    'A role, user or group gets an additional managed policy; dangerous if AWS manages it and it allows every action of a service.',
  check: (change, plan) => {
    const { type, before, after } = change;
    const arns = ATTACHMENTS.includes(type)
      ? valuesAt(after, 'policy_arn')
      : type === 'aws_iam_role'
        ? valuesAt(after, 'managed_policy_arns')
        : [];
    const old = [...valuesAt(before, 'policy_arn'), ...valuesAt(before, 'managed_policy_arns')];
    return arns.flatMap((arn) => {
      if (old.includes(arn)) return [];
      const isBoundless = typeof arn === 'string' && BOUNDLESS.test(arn);
      if (!isBoundless && !isOfSomethingThatExists(change, plan)) return [];
      const owner = ['role', 'user', 'group', 'name']
        .map((name) => textAt(after, name))
        .find((name) => name !== undefined);
      return [
        {
          severity: isBoundless ? ('dangerous' as const) : ('attention' as const),
          title: `${capitalize(owner === undefined ? typeName(type) : `${kindOf(type)} ${owner}`)} gets ${policyText(arn)}`,
          detail: `${typeof arn === 'string' ? `\`${arn}\`` : 'It'} applies to all that it does. Give it a policy of its own with just what it needs.`,
        },
      ];
    });
  },
};

function kindOf(type: string): string {
  return /^aws_iam_(role|user|group)/.exec(type)?.[1] ?? 'identity';
}

function policyText(arn: Value): string {
  return typeof arn === 'string'
    ? `the policy ${arn.split('/').at(-1) ?? arn}`
    : 'a policy that the plan does not name';
}
