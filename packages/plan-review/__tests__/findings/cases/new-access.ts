import { changeOf, policyOf } from '../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const GITHUB = 'token.actions.githubusercontent.com';

/** A new role that jobs of GitHub Actions may assume. @param like what their tokens have to say */
function jobRole(like?: Readonly<Record<string, string>>): ReturnType<typeof changeOf> {
  return changeOf('aws_iam_role', null, {
    name: 'job',
    assume_role_policy: policyOf({
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
      ...(like && { Condition: { StringLike: like } }),
    }),
  });
}

/** Cases of the rules on what new resources let in. */
export const newAccessCases: CasesByRule = {
  'new-policy-too-wide': {
    finds: [
      hit(
        'a new policy that allows all of a service',
        'attention',
        'is new and allows more',
        changeOf('aws_iam_policy', null, {
          name: 'all',
          policy: policyOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' }),
        }),
      ),
      hit(
        'a new policy that allows everything',
        'dangerous',
        'is new and allows everything',
        changeOf('aws_iam_policy', null, { policy: policyOf({ Effect: 'Allow', Action: '*:*', Resource: '*' }) }),
      ),
      hit(
        'a new boundary, which allows everything but what it forbids',
        'attention',
        'is new and allows more',
        changeOf('aws_iam_policy', null, {
          policy: policyOf(
            { Effect: 'Allow', Action: '*', Resource: '*' },
            { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
          ),
        }),
      ),
      ...[
        undefined,
        { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
        { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
        { Null: { 'aws:PrincipalArn': 'true' } },
        { StringLike: { 'aws:PrincipalAccount': '????????????' } },
        { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/build' } },
        { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } },
        { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      ].map((Condition) =>
        hit(
          `a new policy that allows everybody, ${JSON.stringify(Condition ?? 'without conditions')}`,
          'dangerous',
          'is new and allows everybody',
          changeOf('aws_sqs_queue', null, {
            policy: policyOf({ Effect: 'Allow', Action: 'sqs:SendMessage', Principal: '*', Condition }),
          }),
        ),
      ),
      ...[undefined, { 'aws:x': '1' }, { [`${GITHUB}:aud`]: 'sts.amazonaws.com' }, { [`${GITHUB}:sub`]: 'repo:*' }].map(
        (like) =>
          hit(
            `a new role for the jobs of every repository on GitHub, ${JSON.stringify(like ?? 'without conditions')}`,
            'dangerous',
            'is new and allows everybody',
            jobRole(like),
          ),
      ),
      hit(
        'a new role that another account may assume',
        'attention',
        'is new and allows another account',
        changeOf('aws_ecr_repository', { arn: 'arn:aws:ecr:eu-west-1:111122223333:repository/a' }, {}),
        changeOf('aws_iam_role', null, {
          assume_role_policy: policyOf({
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { AWS: '999999999999' },
          }),
        }),
      ),
      hit(
        'a new policy that allows everybody',
        'dangerous',
        'is new and allows everybody',
        changeOf('aws_sqs_queue', null, {
          policy: policyOf({ Effect: 'Allow', Action: 'sqs:SendMessage', Principal: '*' }),
        }),
      ),
    ],
    passes: [
      pass(
        'a new policy that names what it allows',
        changeOf('aws_iam_policy', null, {
          policy: policyOf({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:*:*:a' }),
        }),
      ),
      pass('a new role for the jobs of one owner on GitHub', jobRole({ [`${GITHUB}:sub`]: 'repo:example-org/*' })),
      ...[
        { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:logs' } },
        { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } },
        { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
        { Bool: { 'aws:ViaAWSService': 'true' } },
      ].map((Condition) =>
        pass(
          `a new policy for everybody under the condition ${JSON.stringify(Condition)}`,
          changeOf('aws_sqs_queue', null, {
            policy: policyOf({ Effect: 'Allow', Action: 'sqs:SendMessage', Principal: '*', Condition }),
          }),
        ),
      ),
      pass(
        'a new policy that hands one role to one service',
        changeOf('aws_iam_policy', null, {
          policy: policyOf({
            Effect: 'Allow',
            Action: 'iam:PassRole',
            Resource: 'arn:aws:iam::1:role/a',
            Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
          }),
        }),
      ),
    ],
  },
  'new-resource-public': {
    finds: [
      hit(
        'a bucket whose list of rights names everybody',
        'dangerous',
        'gives rights to everybody',
        changeOf('aws_s3_bucket_acl', null, {
          access_control_policy: [
            { grant: [{ grantee: [{ uri: 'http://acs.amazonaws.com/groups/global/AllUsers' }] }] },
          ],
        }),
      ),
      hit(
        'a public load balancer',
        'attention',
        'is new and faces the internet',
        changeOf('aws_lb', null, { internal: false }),
      ),
    ],
    passes: [
      pass('a private load balancer', changeOf('aws_lb', null, { internal: true })),
      pass(
        'a public load balancer that was there',
        changeOf('aws_lb', { internal: false }, { internal: false, tags: {} }),
      ),
    ],
  },
};
