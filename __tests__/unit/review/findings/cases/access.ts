import { Sensitive, UNKNOWN } from '../../../../../review/plan/value';
import { changeOf, policyOf } from '../../../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const read = policyOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' });
const everything = policyOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const pullBy = (AWS: string): string => policyOf({ Effect: 'Allow', Action: 'ecr:BatchGetImage', Principal: { AWS } });
const write = policyOf({ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::a/*' });
const rule = (settings: object): Record<string, string | number> => ({
  ...{
    security_group_id: 'sg-1',
    ip_protocol: 'tcp',
    from_port: 443,
    to_port: 443,
    cidr_ipv4: '10.0.0.0/8',
    ...settings,
  },
});

/** Cases of the rules on who may reach and do what. */
export const accessCases: CasesByRule = {
  'ports-opened': {
    finds: [
      hit(
        'a rule that lets the internet in',
        'dangerous',
        'The internet can reach tcp port 22',
        changeOf(
          'aws_vpc_security_group_ingress_rule',
          null,
          rule({ from_port: 22, to_port: 22, cidr_ipv4: '0.0.0.0/0' }),
        ),
      ),
      hit(
        'a rule that lets IPv6 in',
        'dangerous',
        'The internet can reach',
        changeOf('aws_vpc_security_group_ingress_rule', rule({}), rule({ cidr_ipv4: null, cidr_ipv6: '::/0' })),
      ),
      ...['0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/4', '192.168.0.0/7', '2000::/3'].map((block) =>
        hit(
          `a block that is no network of anybody, ${block}`,
          'dangerous',
          'The internet can reach',
          changeOf('aws_vpc_security_group_ingress_rule', null, rule({ from_port: 22, to_port: 22, cidr_ipv4: block })),
        ),
      ),
      hit(
        'addresses that are marked as secret',
        'attention',
        'cannot be told',
        changeOf('aws_vpc_security_group_ingress_rule', null, rule({ cidr_ipv4: new Sensitive('1') })),
      ),
      hit(
        'a block of a group that is marked as secret',
        'attention',
        'What security group web lets through cannot be told',
        changeOf('aws_security_group', { name: 'web', ingress: [] }, { name: 'web', ingress: new Sensitive('1') }),
      ),
      hit(
        'a block that begins with private addresses and goes on',
        'attention',
        '192.168.0.0/8 can reach tcp port 443',
        changeOf('aws_vpc_security_group_ingress_rule', null, rule({ cidr_ipv4: '192.168.0.0/8' })),
        changeOf('aws_security_group', null, { name: 'new' }),
      ),
      hit(
        'a wider range of ports',
        'attention',
        'tcp ports 443 to 500',
        changeOf('aws_vpc_security_group_ingress_rule', rule({}), rule({ to_port: 500 })),
      ),
      hit(
        'a block that is added to a group',
        'dangerous',
        'The internet can reach every port through security group web',
        changeOf(
          'aws_security_group',
          { name: 'web', ingress: [] },
          { name: 'web', ingress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] },
        ),
      ),
    ],
    passes: [
      pass(
        'a narrower block',
        changeOf('aws_vpc_security_group_ingress_rule', rule({}), rule({ cidr_ipv4: '10.1.0.0/16' })),
      ),
      pass('a rule that goes', changeOf('aws_vpc_security_group_ingress_rule', rule({}), null)),
      pass(
        'a rule that takes the place of a block of the same',
        changeOf(
          'aws_security_group_rule',
          rule({ type: 'ingress', protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }),
          null,
        ),
        changeOf('aws_vpc_security_group_ingress_rule', null, rule({ cidr_ipv4: '0.0.0.0/0' })),
      ),
    ],
  },
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
  'policy-cannot-be-compared': {
    finds: [
      hit(
        'a policy that is not known yet',
        'attention',
        'what `policy` will permit cannot be told',
        changeOf('aws_iam_role_policy', { policy: read }, { policy: UNKNOWN }),
      ),
      hit(
        'a policy that is not known yet and is added to a role that exists',
        'attention',
        'what `policy` will permit cannot be told',
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
  'made-public': {
    finds: [
      hit(
        'a bucket whose list of rights names everybody',
        'dangerous',
        'gives rights to everybody',
        changeOf(
          'aws_s3_bucket_acl',
          { access_control_policy: [] },
          {
            access_control_policy: [
              { grant: [{ grantee: [{ uri: 'http://acs.amazonaws.com/groups/global/AllUsers' }] }] },
            ],
          },
        ),
      ),
      hit(
        'a function that everybody may call',
        'dangerous',
        'is for everybody',
        changeOf('aws_lambda_permission', { principal: 'sns.amazonaws.com' }, { principal: '*' }),
      ),
      hit(
        'credentials for everybody',
        'dangerous',
        'gives credentials of AWS to everybody',
        changeOf(
          'aws_cognito_identity_pool',
          { allow_unauthenticated_identities: false },
          { allow_unauthenticated_identities: true },
        ),
      ),
      hit(
        'another way to an API',
        'attention',
        'past its domain name',
        changeOf(
          'aws_api_gateway_rest_api',
          { disable_execute_api_endpoint: true },
          { disable_execute_api_endpoint: false },
        ),
      ),
      hit(
        'tasks in another security group',
        'attention',
        'is in another security group',
        changeOf(
          'aws_ecs_service',
          { network_configuration: [{ security_groups: ['sg-1'] }] },
          { network_configuration: [{ security_groups: ['sg-1', 'sg-2'] }] },
        ),
      ),
      hit(
        'a bucket that may be opened',
        'dangerous',
        'no longer stops public access',
        changeOf('aws_s3_bucket_public_access_block', { block_public_policy: true }, { block_public_policy: false }),
      ),
      hit(
        'a load balancer that faces the internet',
        'dangerous',
        'faces the internet',
        changeOf('aws_lb', { internal: true }, { internal: false }, { action: 'replace' }),
      ),
    ],
    passes: [pass('a load balancer that is hidden', changeOf('aws_lb', { internal: false }, { internal: true }))],
  },
  'authentication-removed': {
    finds: [
      hit(
        'a listener that lets through what it refused',
        'dangerous',
        'lets through what it refused',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'fixed-response' }] },
          { default_action: [{ type: 'forward' }] },
        ),
      ),
      hit(
        'a rule that no longer asks for a secret header',
        'dangerous',
        'no longer asks for a secret header',
        changeOf(
          'aws_lb_listener_rule',
          { condition: [{ http_header: [{ values: new Sensitive('1') }] }, { path_pattern: [{ values: ['/*'] }] }] },
          { condition: [{ path_pattern: [{ values: ['/*'] }] }] },
        ),
      ),
      hit(
        'another user pool',
        'dangerous',
        'takes tokens of another user pool',
        changeOf('aws_api_gateway_authorizer', { provider_arns: ['arn:1'] }, { provider_arns: ['arn:1', 'arn:2'] }),
      ),
      hit(
        'a method without an authorizer',
        'dangerous',
        'can be called by anybody',
        changeOf('aws_api_gateway_method', { authorization: 'COGNITO_USER_POOLS' }, { authorization: 'NONE' }),
      ),
      hit(
        'a method that takes any scope',
        'dangerous',
        'takes tokens of any scope',
        changeOf('aws_api_gateway_method', { authorization_scopes: ['web/use'] }, { authorization_scopes: null }),
      ),
    ],
    passes: [
      pass(
        'another secret header',
        changeOf(
          'aws_lb_listener_rule',
          { condition: [{ http_header: [{ values: new Sensitive('1') }] }] },
          { condition: [{ http_header: [{ values: new Sensitive('2') }] }] },
        ),
      ),

      pass(
        'a method that gets an authorizer',
        changeOf('aws_api_gateway_method', { authorization: 'NONE' }, { authorization: 'COGNITO_USER_POOLS' }),
      ),
      pass('a method that is new', changeOf('aws_api_gateway_method', null, { authorization: 'NONE' })),
    ],
  },
};
