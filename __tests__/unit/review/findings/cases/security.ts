import { Sensitive, UNKNOWN } from '../../../../../review/plan/value';
import { changeOf, policyOf } from '../../../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const read = policyOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' });
const everything = policyOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const write = policyOf({ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::a/*' });
const container = (settings: object): string => JSON.stringify([{ name: 'app', ...settings }]);
const task = (settings: object): { container_definitions: string } => ({ container_definitions: container(settings) });
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

/** Cases of the rules on security. */
export const securityCases: CasesByRule = {
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
    ],
    passes: [pass('a policy of something new', changeOf('aws_iam_role_policy', null, { policy: UNKNOWN }))],
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
        'a method that gets an authorizer',
        changeOf('aws_api_gateway_method', { authorization: 'NONE' }, { authorization: 'COGNITO_USER_POOLS' }),
      ),
      pass('a method that is new', changeOf('aws_api_gateway_method', null, { authorization: 'NONE' })),
    ],
  },
  'protection-removed': {
    finds: [
      hit(
        'a public access block that goes',
        'dangerous',
        'the bucket can be made public',
        changeOf('aws_s3_bucket_public_access_block', { bucket: 'a' }, null),
      ),
    ],
    passes: [
      pass(
        'one that goes with its bucket',
        changeOf('aws_s3_bucket', { bucket: 'a' }, null),
        changeOf('aws_s3_bucket_public_access_block', { bucket: 'a' }, null),
      ),
    ],
  },
  'encryption-weakened': {
    finds: [
      hit(
        'a parameter in plain text',
        'dangerous',
        'is no longer encrypted',
        changeOf('aws_ssm_parameter', { type: 'SecureString' }, { type: 'String' }),
      ),
    ],
    passes: [
      pass(
        'a parameter that is encrypted',
        changeOf('aws_ssm_parameter', { type: 'String' }, { type: 'SecureString' }),
      ),
    ],
  },
  'transport-encryption-weakened': {
    finds: [
      hit(
        'a listener without TLS',
        'dangerous',
        'no longer uses TLS',
        changeOf('aws_lb_listener', { protocol: 'HTTPS' }, { protocol: 'HTTP' }),
      ),
      hit(
        'a webhook that trusts anybody',
        'dangerous',
        'no longer checks the certificate',
        changeOf(
          'github_repository_webhook',
          { configuration: [{ insecure_ssl: false }] },
          { configuration: [{ insecure_ssl: true }] },
        ),
      ),
    ],
    passes: [
      pass('a listener with TLS', changeOf('aws_lb_listener', { protocol: 'HTTP' }, { protocol: 'HTTPS' })),
      pass(
        'a newer policy',
        changeOf(
          'aws_lb_listener',
          { ssl_policy: 'ELBSecurityPolicy-2016-08' },
          { ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
        ),
      ),
    ],
  },
  'container-loosened': {
    finds: [
      hit(
        'a container that is privileged',
        'dangerous',
        'Container app of task definition web is privileged',
        changeOf(
          'aws_ecs_task_definition',
          { family: 'web', ...task({}) },
          { family: 'web', ...task({ privileged: true }) },
        ),
      ),
      hit(
        'a container that runs as root',
        'attention',
        'runs as root',
        changeOf('aws_ecs_task_definition', task({ user: 'app' }), task({ user: '0:0' })),
      ),
      hit(
        'a container without a log',
        'attention',
        'no longer keeps its output',
        changeOf('aws_ecs_task_definition', task({ logConfiguration: {} }), task({})),
      ),
    ],
    passes: [pass('another image', changeOf('aws_ecs_task_definition', task({ image: 'a' }), task({ image: 'b' })))],
  },
  'runtime-loosened': {
    finds: [
      hit(
        'builds with all rights',
        'attention',
        'builds with all rights',
        changeOf(
          'aws_codebuild_project',
          { environment: [{ privileged_mode: false }] },
          { environment: [{ privileged_mode: true }] },
        ),
      ),
    ],
    passes: [
      pass(
        'a new project',
        changeOf(
          'aws_codebuild_project',
          { environment: [{ privileged_mode: true }] },
          { environment: [{ privileged_mode: false }] },
        ),
      ),
    ],
  },
  'logging-disabled': {
    finds: [
      hit(
        'access logs that are off',
        'attention',
        'no longer writes access logs',
        changeOf('aws_lb', { access_logs: [{ enabled: true }] }, { access_logs: [] }),
      ),
    ],
    passes: [
      pass(
        'access logs that are not known yet',
        changeOf('aws_lb', { access_logs: [{ enabled: true }] }, { access_logs: UNKNOWN }),
      ),
    ],
  },
  'secret-changed': {
    finds: [
      hit(
        'another password',
        'attention',
        'gets another secret',
        changeOf('aws_ssm_parameter', { value: new Sensitive('1') }, { value: new Sensitive('2') }),
      ),
    ],
    passes: [
      pass(
        'the same password',
        changeOf(
          'aws_ssm_parameter',
          { value: new Sensitive('1'), tags: {} },
          { value: new Sensitive('1'), tags: null },
        ),
      ),
    ],
  },
};
