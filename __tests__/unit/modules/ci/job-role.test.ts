import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { JobRole } from '../../../../modules/ci/job-role';
import { countResources, onlyResource, policyStatements, referenceTo } from '../../../helpers/terraform-json';

describe('JobRole', () => {
  const conditions = { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:example-org/platform:*' } };
  const synth = Testing.synthScope((scope) => {
    new JobRole(scope, 'role', {
      roleName: 'shop-ci-review',
      description: 'Reviews.',
      trust: { principals: { Federated: 'arn:provider' }, conditions },
      sessionSeconds: 7_200,
      statements: [{ sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:bucket/*'] }],
    });
  });

  it('is assumed by the jobs that the trust names, with their web identity', () => {
    expect(synth).toHaveResourceWithProperties(IamRole, { name: 'shop-ci-review', description: 'Reviews.' });
    expect(policyStatements(onlyResource(synth, IamRole).assume_role_policy)).toEqual([
      {
        Sid: 'AssumedByJobs',
        Effect: 'Allow',
        Principal: { Federated: 'arn:provider' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: conditions,
      },
    ]);
  });

  it('allows what the statements say, in an inline policy', () => {
    expect(synth).toHaveResourceWithProperties(IamRolePolicy, {
      name: 'permissions',
      role: referenceTo(synth, IamRole, 'id'),
    });
    expect(policyStatements(onlyResource(synth, IamRolePolicy).policy)).toEqual([
      { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:bucket/*' },
    ]);
  });

  it('lasts as long as its jobs may take', () => {
    expect(onlyResource(synth, IamRole)).toHaveProperty('max_session_duration', 7_200);
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({ aws_iam_role: 1, aws_iam_role_policy: 1 });
  });
});
