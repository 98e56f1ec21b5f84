import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Testing } from 'cdktf';
import { PermissionsBoundary } from '../../../../modules/ci/permissions-boundary';
import { countResources, onlyResource, policyStatements } from '../../../helpers/terraform-json';

const description = 'The most that roles may do which jobs make for the environment dev.';

describe('PermissionsBoundary', () => {
  const synth = Testing.synthScope((scope) => {
    new PermissionsBoundary(scope, 'boundary', {
      policyName: 'shop-ci-boundary-dev',
      description,
      statements: [{ sid: 'WriteLogs', actions: ['logs:PutLogEvents'], resources: ['arn:log'] }],
    });
  });

  it('is one policy that allows what the statements say', () => {
    expect(countResources(synth)).toEqual({ aws_iam_policy: 1 });
    expect(synth).toHaveResourceWithProperties(IamPolicy, { name: 'shop-ci-boundary-dev', description });
    expect(policyStatements(onlyResource(synth, IamPolicy).policy)).toEqual([
      { Sid: 'WriteLogs', Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: 'arn:log' },
    ]);
  });

  it('that IAM would refuse for its length is refused, with what to do', () => {
    const resources = Array.from(
      { length: 120 },
      (_, index) => `arn:aws:ssm:eu-central-1:123456789012:parameter/${index}`,
    );
    const boundary = (count: number): string[] => {
      const app = Testing.app();
      const policyName = 'shop-ci-boundary-dev';
      const statements = [{ sid: 'Read', actions: ['ssm:GetParameters'], resources: resources.slice(0, count) }];
      return new PermissionsBoundary(app, 'boundary', { policyName, description, statements }).node.validate();
    };
    expect(boundary(90)).toEqual([]);
    expect(boundary(120).join()).toMatch(
      /^the policy shop-ci-boundary-dev has \d{4} characters, IAM takes 6144 at most. Keep secrets .* under one path/,
    );
  });
});
