import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { ServiceRole, type ServiceRoleProps } from '../../../../modules/iam/service-role';
import { countResources, onlyResource, policyStatements, referenceTo } from '../../../helpers/terraform-json';

function role(changes: Partial<ServiceRoleProps> = {}): string {
  return Testing.synthScope((scope) => {
    new ServiceRole(scope, 'role', {
      roleName: 'shop-hello-build',
      description: 'Builds.',
      servicePrincipal: 'codebuild.amazonaws.com',
      statements: [{ sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:bucket/*'] }],
      ...changes,
    });
  });
}

describe('ServiceRole', () => {
  const synth = role();

  it('has its name and its description', () => {
    expect(synth).toHaveResourceWithProperties(IamRole, { name: 'shop-hello-build', description: 'Builds.' });
  });

  it('is assumed by one service', () => {
    expect(policyStatements(onlyResource(synth, IamRole).assume_role_policy)).toEqual([
      {
        Sid: 'AssumedByService',
        Effect: 'Allow',
        Principal: { Service: 'codebuild.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ]);
  });

  it('is assumed only under the conditions given', () => {
    const trustConditions = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
    const trust = onlyResource(role({ trustConditions }), IamRole).assume_role_policy;
    expect(policyStatements(trust)).toMatchObject([{ Condition: trustConditions }]);
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

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({ aws_iam_role: 1, aws_iam_role_policy: 1 });
  });

  it('has no policy without statements', () => {
    expect(countResources(role({ statements: [] }))).toEqual({ aws_iam_role: 1 });
  });
});
