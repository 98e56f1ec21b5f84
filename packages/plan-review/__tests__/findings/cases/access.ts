import { Sensitive } from 'plan-review/plan/value';
import { changeOf } from '../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

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
        'does not tell',
        changeOf('aws_vpc_security_group_ingress_rule', null, rule({ cidr_ipv4: new Sensitive('1') })),
      ),
      hit(
        'a block of a group that is marked as secret',
        'attention',
        'The plan does not tell what security group web lets through',
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
