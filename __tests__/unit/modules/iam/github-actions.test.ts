import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { Testing } from 'cdktf';
import { JobRole } from '../../../../modules/ci/job-role';
import { GithubActions } from '../../../../modules/iam/github-actions';
import type { Jobs } from '../../../../modules/iam/github-claims';
import { countResources, onlyResource, policyStatements, referenceTo } from '../../../helpers/terraform-json';

const issuer = 'token.actions.githubusercontent.com';

const repository = { owner: 'example-org', name: 'platform' };
const PROD: Jobs = { repository, branch: 'main', environment: 'prod' };

function jobRole(oidcProvider: 'create' | 'existing', changes: Partial<Jobs> = {}): string {
  return Testing.synthScope((scope) => {
    const github = new GithubActions(scope, 'github', {
      account: '123456789012',
      region: 'eu-central-1',
      oidcProvider,
    });
    const trust = github.trusting({ ...PROD, ...changes });
    const statements = [{ sid: 'Read', actions: ['s3:GetObject'], resources: ['*'] }];
    new JobRole(scope, 'role', {
      roleName: 'deploy',
      description: 'Deploys.',
      trust,
      sessionSeconds: 3_600,
      statements,
    });
  });
}

describe('GithubActions', () => {
  const prod = 'repo:example-org/platform:environment:prod';
  const created = jobRole('create');

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

  it('asks for nothing but the subject of a repository whose ids are unknown', () => {
    const synth = jobRole('create', { withoutEnvironment: true, workflows: ['review.yml'] });
    const [{ Condition } = {}] = policyStatements(onlyResource(synth, IamRole).assume_role_policy);
    expect(Condition).toEqual({
      StringEquals: {
        [`${issuer}:aud`]: 'sts.amazonaws.com',
        [`${issuer}:sub`]: [prod, 'repo:example-org/platform:ref:refs/heads/main'],
      },
    });
  });

  it('asks for all that AWS can check of a repository with ids, whichever subject it sends', () => {
    const ids = { owner: '12', repository: '34' };
    const synth = jobRole('create', { repository: { ...repository, ids }, workflows: ['review.yml'] });
    const [{ Condition } = {}] = policyStatements(onlyResource(synth, IamRole).assume_role_policy);
    expect(Condition).toEqual({
      StringEquals: {
        [`${issuer}:aud`]: 'sts.amazonaws.com',
        [`${issuer}:sub`]: ['repo:example-org@12/platform@34:environment:prod', prod],
        [`${issuer}:repository_id`]: '34',
        [`${issuer}:ref`]: 'refs/heads/main',
        [`${issuer}:environment`]: 'prod',
        [`${issuer}:job_workflow_ref`]: 'example-org/platform/.github/workflows/review.yml@refs/heads/main',
      },
    });
  });

  it('uses the provider of the account when there is one already', () => {
    const synth = jobRole('existing');
    expect(countResources(synth)).toEqual({ aws_iam_role: 1, aws_iam_role_policy: 1 });
    expect(policyStatements(onlyResource(synth, IamRole).assume_role_policy)).toMatchObject([
      { Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` } },
    ]);
  });
});
