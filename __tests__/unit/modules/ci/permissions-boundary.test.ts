import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Testing } from 'cdktf';
import { PermissionsBoundary } from '../../../../modules/ci/permissions-boundary';
import { countResources, onlyResource, policyStatements } from '../../../helpers/terraform-json';

describe('PermissionsBoundary', () => {
  const synth = Testing.synthScope((scope) => {
    new PermissionsBoundary(scope, 'boundary', {
      policyName: 'shop-ci-boundary',
      stateBucketArn: 'arn:aws:s3:::states',
      passedRoleArns: ['arn:aws:iam::123456789012:role/shop-*'],
      keptRoleArns: ['arn:aws:iam::123456789012:role/shop-ci-*'],
    });
  });
  const statements = policyStatements(onlyResource(synth, IamPolicy).policy);

  it('is one policy', () => {
    expect(countResources(synth)).toEqual({ aws_iam_policy: 1 });
    expect(synth).toHaveResourceWithProperties(IamPolicy, {
      name: 'shop-ci-boundary',
      description: 'The most that roles may do which GitHub Actions make.',
    });
  });

  it('allows everything that no other statement denies', () => {
    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      { Sid: 'Most', Effect: 'Allow', Action: '*', Resource: '*' },
    ]);
  });

  it('denies what passes other roles, and what reads or writes states', () => {
    expect(statements.filter(({ Effect, Sid }) => Effect === 'Deny' && Sid !== 'GrantNothing')).toEqual([
      {
        Sid: 'PassNoOtherRoles',
        Effect: 'Deny',
        Action: 'iam:PassRole',
        NotResource: 'arn:aws:iam::123456789012:role/shop-*',
      },
      {
        Sid: 'PassNoRolesOfJobs',
        Effect: 'Deny',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::123456789012:role/shop-ci-*',
      },
      {
        Sid: 'LeaveStates',
        Effect: 'Deny',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::states', 'arn:aws:s3:::states/*'],
      },
    ]);
  });

  it.each(['iam:Create*', 'iam:Attach*', 'iam:Put*', 'iam:Tag*', 'iam:Update*', 'sts:AssumeRole*', 'organizations:*'])(
    'denies %s, which changes what somebody is allowed to do',
    (action) => {
      const [grants, ...others] = statements.filter(({ Sid }) => Sid === 'GrantNothing');
      expect(others).toEqual([]);
      expect(grants).toMatchObject({ Effect: 'Deny', Resource: '*' });
      expect(grants?.Action).toContain(action);
    },
  );
});
