import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { Testing } from 'cdktf';
import { JobRole } from '../../../../modules/ci/job-role';
import { GithubActions } from '../../../../modules/iam/github-actions';
import { countResources, onlyResource, policyStatements, referenceTo } from '../../../helpers/terraform-json';

const issuer = 'token.actions.githubusercontent.com';

function jobRole(oidcProvider: 'create' | 'existing', ...subjects: readonly string[]): string {
  return Testing.synthScope((scope) => {
    const github = new GithubActions(scope, 'github', {
      account: '123456789012',
      region: 'eu-central-1',
      oidcProvider,
    });
    const trust = github.trustedAs(...subjects);
    const statements = [{ sid: 'Read', actions: ['s3:GetObject'], resources: ['*'] }];
    new JobRole(scope, 'role', { roleName: 'deploy', description: 'Deploys.', trust, statements });
  });
}

describe('GithubActions', () => {
  const prod = 'repo:example-org/platform:environment:prod';
  const created = jobRole('create', prod);

  it('creates an identity provider for tokens that are meant for AWS', () => {
    expect(countResources(created)).toMatchObject({ aws_iam_openid_connect_provider: 1 });
    expect(created).toHaveResourceWithProperties(IamOpenidConnectProvider, {
      url: `https://${issuer}`,
      client_id_list: ['sts.amazonaws.com'],
    });
  });

  it('trusts the jobs of one subject', () => {
    expect(policyStatements(onlyResource(created, IamRole).assume_role_policy)).toMatchObject([
      {
        Principal: { Federated: referenceTo(created, IamOpenidConnectProvider, 'arn') },
        Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: prod } },
      },
    ]);
  });

  it('trusts the jobs of several subjects', () => {
    const synth = jobRole('create', prod, 'repo:example-org/platform:pull_request');
    expect(policyStatements(onlyResource(synth, IamRole).assume_role_policy)).toMatchObject([
      { Condition: { StringEquals: { [`${issuer}:sub`]: [prod, 'repo:example-org/platform:pull_request'] } } },
    ]);
  });

  it('uses the provider of the account when there is one already', () => {
    const synth = jobRole('existing', prod);
    expect(countResources(synth)).toEqual({ aws_iam_role: 1, aws_iam_role_policy: 1 });
    expect(policyStatements(onlyResource(synth, IamRole).assume_role_policy)).toMatchObject([
      { Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` } },
    ]);
  });
});
