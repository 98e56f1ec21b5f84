import { UNKNOWN } from 'plan-review/plan/value';
import { changeOf, policyOf } from '../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const read = policyOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' });
const everything = policyOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const pullBy = (AWS: string): string => policyOf({ Effect: 'Allow', Action: 'ecr:BatchGetImage', Principal: { AWS } });
const write = policyOf({ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::a/*' });

/** Cases of the rules on what principals may do, and on what cannot be judged. */
export const permissionCases: CasesByRule = {
  'permissions-widened': {
    finds: [
      hit(
        'an action that is added',
        'attention',
        'IAM policy tasks permits more than before',
        changeOf('aws_iam_role_policy', { name: 'tasks', policy: read }, { name: 'tasks', policy: write }),
      ),
      hit(
        'all actions',
        'dangerous',
        'permits more',
        changeOf('aws_iam_role_policy', { policy: read }, { policy: everything }),
      ),
      ...['*:*', 'i?m:*', 'iam:Put*', 'iam:*Policy', 'sts:Assume*'].map((Action) =>
        hit(
          `all actions or one that hands on rights, written as ${Action}`,
          'dangerous',
          'permits more',
          changeOf(
            'aws_iam_role_policy',
            { policy: read },
            { policy: policyOf({ Effect: 'Allow', Action, Resource: '*' }) },
          ),
        ),
      ),
      hit(
        'a role of the same account',
        'attention',
        'permits more',
        changeOf(
          'aws_ecr_repository_policy',
          { registry_id: '111122223333', policy: policyOf() },
          { registry_id: '111122223333', policy: pullBy('arn:aws:iam::111122223333:role/build') },
        ),
      ),
      hit(
        'a role of another account',
        'dangerous',
        'permits more',
        changeOf(
          'aws_ecr_repository_policy',
          { registry_id: '111122223333', policy: policyOf() },
          { registry_id: '111122223333', policy: pullBy('arn:aws:iam::999999999999:role/build') },
        ),
      ),
      hit(
        'a policy that is added to a role that exists',
        'attention',
        'permits more',
        changeOf('aws_iam_role_policy', null, { role: 'old', policy: read }),
      ),
      hit(
        'a role that another account may assume',
        'dangerous',
        'can be assumed by others, too',
        changeOf(
          'aws_iam_role',
          { assume_role_policy: policyOf() },
          {
            assume_role_policy: policyOf({
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { AWS: '999999999999' },
            }),
          },
        ),
      ),
      hit(
        'a prohibition that goes',
        'dangerous',
        'no longer forbids',
        changeOf(
          'aws_s3_bucket_policy',
          { bucket: 'a', policy: policyOf({ Effect: 'Deny', Action: 's3:*', Resource: '*', Principal: '*' }) },
          null,
        ),
      ),
    ],
    passes: [
      pass('an action that goes', changeOf('aws_iam_role_policy', { policy: write }, { policy: read })),
      pass(
        'the policy of a role that is new, too',
        changeOf('aws_iam_role', null, { name: 'new' }),
        changeOf('aws_iam_role_policy', null, { role: 'new', policy: read }),
      ),
      pass(
        'a prohibition that goes with its bucket',
        changeOf('aws_s3_bucket', { bucket: 'a', id: 'a' }, null),
        changeOf(
          'aws_s3_bucket_policy',
          { bucket: 'a', policy: policyOf({ Effect: 'Deny', Action: 's3:*', Resource: '*', Principal: '*' }) },
          null,
        ),
      ),
    ],
  },
  'setting-hidden': {
    finds: [
      hit(
        'a new block that a secret hides',
        'dangerous',
        '`cidr_blocks` cannot be judged',
        changeOf('aws_security_group_rule', null, { type: 'ingress', cidr_blocks: ['(sensitive 1)0'] }),
      ),
      hit(
        'an access that changes to a hidden one',
        'dangerous',
        '`acl` cannot be judged',
        changeOf('aws_s3_bucket_acl', { acl: 'private' }, { acl: '(sensitive 2)' }),
      ),
      hit(
        'an authorization that was hidden and changes',
        'dangerous',
        '`authorization` cannot be judged',
        changeOf('aws_api_gateway_method', { authorization: '(sensitive 2)' }, { authorization: 'NONE' }),
      ),
    ],
    passes: [
      pass(
        'a hidden text that stays as it is',
        changeOf('aws_s3_bucket_acl', { acl: '(sensitive 2)', bucket: 'a' }, { acl: '(sensitive 2)', bucket: 'b' }),
      ),
      pass('a hidden text in a tag', changeOf('aws_s3_bucket', null, { tags: { note: '(sensitive 1)' } })),
      pass(
        'a variable that is not shown',
        changeOf('aws_lambda_function', null, {
          environment: [{ variables: { TOKEN: '(sensitive 1, 8 characters)' } }],
        }),
      ),
    ],
  },
  'policy-cannot-be-compared': {
    finds: [
      hit(
        'a policy that is not known yet',
        'attention',
        'the plan does not tell what `policy` will permit',
        changeOf('aws_iam_role_policy', { policy: read }, { policy: UNKNOWN }),
      ),
      hit(
        'a policy that is not known yet and is added to a role that exists',
        'attention',
        'the plan does not tell what `policy` will permit',
        changeOf('aws_iam_role_policy', null, { role: 'old', policy: UNKNOWN }),
      ),
    ],
    passes: [
      pass('a policy of something new', changeOf('aws_iam_role_policy', null, { policy: UNKNOWN })),
      pass('a bucket that is new', changeOf('aws_s3_bucket', null, { bucket: 'logs', policy: UNKNOWN })),
    ],
  },
  'managed-policy-attached': {
    finds: [
      hit(
        'AdministratorAccess',
        'dangerous',
        'Role tasks gets the policy AdministratorAccess',
        changeOf('aws_iam_role_policy_attachment', null, {
          role: 'tasks',
          policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        }),
      ),
      ...['AWSLambda_FullAccess', 'job-function/SystemAdministrator', 'AdministratorAccess-Amplify'].map((name) =>
        hit(
          `${name} for a role that is new`,
          'dangerous',
          `gets the policy ${name.replace(/.*\//, '')}`,
          changeOf('aws_iam_role_policy_attachment', null, {
            role: UNKNOWN,
            policy_arn: `arn:aws:iam::aws:policy/${name}`,
          }),
        ),
      ),
      hit(
        'a policy that the plan does not name',
        'attention',
        'Role tasks gets a policy that the plan does not name',
        changeOf('aws_iam_role_policy_attachment', null, { role: 'tasks', policy_arn: UNKNOWN }),
      ),
      hit(
        'a policy more',
        'attention',
        'gets the policy ReadOnlyAccess',
        changeOf('aws_iam_role_policy_attachment', null, {
          role: 'tasks',
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        }),
      ),
    ],
    passes: [
      pass(
        'a policy that is taken away',
        changeOf(
          'aws_iam_role_policy_attachment',
          { role: 'a', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
          null,
        ),
      ),
    ],
  },
};
