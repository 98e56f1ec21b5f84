import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Testing } from 'cdktf';
import { evaluate } from 'embedded-aws/iam/evaluate';
import { parsePolicy } from 'embedded-aws/iam/policy';
import type { RequestContext } from 'embedded-aws/iam/request';
import { BootstrapStack } from '../../../../stacks/bootstrap/bootstrap-stack';
import { testPlatform } from '../../../helpers/test-platform';
import { onlyResource, parseStack, resourcesOf } from '../../../helpers/terraform-json';

const ACCOUNT = '123456789012';
const STATES = 'arn:aws:s3:::shop-123456789012-eu-central-1-tfstate';
const ISSUER = 'token.actions.githubusercontent.com';

function bootstrap(oidcProvider: 'create' | 'existing' = 'create', services: readonly string[] = ['hello']): string {
  const platform = testPlatform({ ci: { repository: 'platform', branch: 'main', oidcProvider } });
  return Testing.synth(
    new BootstrapStack(Testing.app(), platform, { environments: platform.environments, services }),
    true,
  );
}

const stack = bootstrap();
const roles = resourcesOf(stack, IamRole).filter(({ name }) => String(name).includes('-ci-'));

function policyOf(role: string, of = stack): string {
  const [name] =
    Object.entries(parseStack(of).resource?.aws_iam_role ?? {}).find(([, each]) => each.name === role) ?? [];
  const policy = resourcesOf(of, IamRolePolicy).find((each) => each.role === `\${aws_iam_role.${name ?? ''}.id}`);
  if (policy === undefined) throw new Error(`${role} has no policy`);
  // The bucket's ARN is known once it exists.
  return String(policy.policy).replaceAll(/\$\{aws_s3_bucket\.[\w-]+\.arn\}/g, STATES);
}

/** The policy beside the inline one, of what the jobs make and change. */
function managementOf(role: string, of = stack): readonly string[] {
  return resourcesOf(of, IamPolicy)
    .filter(({ name }) => name === role)
    .map(({ policy }) => String(policy).replaceAll(/\$\{aws_s3_bucket\.[\w-]+\.arn\}/g, STATES));
}

/** What IAM answers to a job that has assumed the role. */
function ask(role: string, action: string, resource: string, context: RequestContext = {}, of = stack): string {
  const principal = {
    type: 'session',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
    sessionArn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/job`,
  } as const;
  const policies = { identityPolicies: [policyOf(role, of), ...managementOf(role, of)].map(parsePolicy) };
  return evaluate({ principal, action, resource, context }, policies).decision;
}

const [review, dev, shared] = ['review', 'deploy-dev', 'deploy-shared'].map(
  (name) => `shop-eu-central-1-ci-${name}`,
) as [string, string, string];
const within = (jobs: string): RequestContext => ({
  'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/shop-eu-central-1-ci-boundary-${jobs}`,
});
const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const tags = (kind: 'RequestTag' | 'ResourceTag', values: Readonly<Record<string, string>>): RequestContext =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`aws:${kind}/${key}`, value]));
const ofEnvironment = (environment: string): RequestContext => tags('ResourceTag', { platform: 'shop', environment });
const forEnvironment = (environment: string): RequestContext => tags('RequestTag', { platform: 'shop', environment });
const ofShared = tags('ResourceTag', { platform: 'shop', service: 'hello' });

describe('a platform without ci', () => {
  const { environments } = testPlatform();
  const without = Testing.synth(
    new BootstrapStack(Testing.app(), testPlatform(), { environments, services: [] }),
    true,
  );

  it('has no role that a job could assume', () => {
    expect(without).not.toHaveResource(IamOpenidConnectProvider);
    expect(without).not.toContain('AssumeRoleWithWebIdentity');
  });
});

describe('the provider of GitHub Actions', () => {
  it('is made for tokens that are meant for AWS', () => {
    expect(resourcesOf(stack, IamOpenidConnectProvider)).toHaveLength(1);
    expect(stack).toHaveResourceWithProperties(IamOpenidConnectProvider, {
      url: `https://${ISSUER}`,
      client_id_list: ['sts.amazonaws.com'],
    });
  });

  it('is the existing one, if the config says so', () => {
    const existing = bootstrap('existing');
    expect(existing).not.toHaveResource(IamOpenidConnectProvider);
    const trust = JSON.stringify(resourcesOf(existing, IamRole).map((each) => each.assume_role_policy));
    expect(trust).toContain(`arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`);
  });
});

describe('every role of a job', () => {
  it('trusts only its own jobs of this repository', () => {
    const trusts = roles.map(({ name, assume_role_policy: policy }) => {
      const { Statement } = JSON.parse(String(policy)) as {
        Statement: { Action: string; Condition: Record<string, Record<string, unknown>> }[];
      };
      return [name, Statement.map(({ Action, Condition }) => ({ Action, Condition }))];
    });
    const trusted = (sub: unknown): unknown => [
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: sub } },
      },
    ];
    expect(Object.fromEntries(trusts)).toEqual({
      [review]: trusted([
        'repo:example-org/platform:environment:review',
        'repo:example-org/platform:ref:refs/heads/main',
      ]),
      [dev]: trusted('repo:example-org/platform:environment:dev'),
      'shop-eu-central-1-ci-deploy-prod': trusted('repo:example-org/platform:environment:prod'),
      [shared]: trusted('repo:example-org/platform:environment:shared'),
    });
  });

  it('is within the limit of IAM: 10,240 characters of policies', () => {
    for (const { name } of roles) expect(policyOf(String(name)).length).toBeLessThan(9_000);
  });
});

describe('the review role', () => {
  it.each([
    ['reads states', 's3:GetObject', `${STATES}/shop/dev-hello.tfstate`],
    ['keeps the record of a review', 's3:PutObject', `${STATES}/reviews/0a1b/record.json`],
    [
      'reads the origin secret, which plans hold',
      'ssm:GetParameter',
      `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/shop/dev/origin-secret`,
    ],
    [
      'reads the origin secrets of services, which plans hold',
      'ssm:GetParameter',
      `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/shop/dev/hello/origin-secret`,
    ],
    ['reads which stacks a review planned', 's3:GetObject', `${STATES}/reviews/0a1b/record.json`],
    ['describes what is deployed', 'ec2:DescribeVpcs', '*'],
  ])('%s', (_, action, resource) => {
    expect(ask(review, action, resource)).toBe('allow');
  });

  it.each([
    ['writes a state', 's3:PutObject', `${STATES}/shop/dev-hello.tfstate`],
    ['keeps anything else among the records', 's3:PutObject', `${STATES}/reviews/0a1b/dev-hello.tfplan`],
    ['deletes a record', 's3:DeleteObject', `${STATES}/reviews/0a1b/record.json`],
    [
      'reads the secrets of applications',
      'ssm:GetParameter',
      `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/shop/orders/database-url`,
    ],
    [
      'reads secrets of Secrets Manager',
      'secretsmanager:GetSecretValue',
      `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:a`,
    ],
    ['changes anything', 'ecs:UpdateService', `arn:aws:ecs:eu-central-1:${ACCOUNT}:service/shop-dev/hello`],
  ])('never %s', (_, action, resource) => {
    expect(ask(review, action, resource)).toBe('implicitDeny');
  });
});

describe('the key of reviews', () => {
  const key = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a1b`;
  const named = (alias: string): RequestContext => ({ 'kms:ResourceAliases': [`alias/shop-eu-central-1-ci-${alias}`] });

  it.each([
    [review, 'allow', 'implicitDeny'],
    [dev, 'implicitDeny', 'allow'],
    [shared, 'implicitDeny', 'allow'],
  ])('makes codes for %s: %s, and checks them: %s', (role, makes, checks) => {
    expect(ask(role, 'kms:GenerateMac', key, named('reviews'))).toBe(makes);
    expect(ask(role, 'kms:VerifyMac', key, named('reviews'))).toBe(checks);
    for (const action of ['kms:GenerateMac', 'kms:VerifyMac']) {
      expect(ask(role, action, key, named('others'))).toBe('implicitDeny');
      expect(ask(role, action, key)).toBe('implicitDeny');
    }
  });

  it('names every role of a job that deploys', () => {
    const policy = String(
      resourcesOf(stack, KmsKey).find(({ key_usage: usage }) => usage === 'GENERATE_VERIFY_MAC')?.policy,
    );
    expect(policy).toContain(`"aws:PrincipalArn":"${roleArn(review)}"`);
    for (const role of [dev, 'shop-eu-central-1-ci-deploy-prod', shared])
      expect(policy).toContain(`"${roleArn(role)}"`);
    expect(policy).toContain(`"ArnNotLike":{"aws:PrincipalArn":"${roleArn('shop-eu-central-1-*')}"}`);
  });
});

describe('the role that deploys an environment', () => {
  it('writes its states, and only those', () => {
    expect(ask(dev, 's3:PutObject', `${STATES}/shop/dev-hello.tfstate`)).toBe('allow');
    expect(ask(dev, 's3:DeleteObject', `${STATES}/shop/dev-hello.tfstate.tflock`)).toBe('allow');
    expect(ask(dev, 's3:PutObject', `${STATES}/shop/prod-hello.tfstate`)).toBe('implicitDeny');
    expect(ask(dev, 's3:PutObject', `${STATES}/shop/bootstrap.tfstate`)).toBe('implicitDeny');
    expect(ask(dev, 's3:PutObject', `${STATES}/reviews/0a1b/record.json`)).toBe('implicitDeny');
  });

  it('changes resources of its environment, and none with the tag of another one', () => {
    const service = `arn:aws:ecs:eu-central-1:${ACCOUNT}:service/shop-dev/hello`;
    expect(ask(dev, 'ecs:UpdateService', service, ofEnvironment('dev'))).toBe('allow');
    expect(ask(dev, 'ecs:UpdateService', service, ofEnvironment('prod'))).toBe('explicitDeny');
    const vpc = `arn:aws:ec2:eu-central-1:${ACCOUNT}:vpc/vpc-0a`;
    expect(ask(dev, 'ec2:CreateVpc', vpc, forEnvironment('dev'))).toBe('allow');
    expect(ask(dev, 'ec2:CreateVpc', vpc, forEnvironment('prod'))).toBe('implicitDeny');
    expect(ask(dev, 'ec2:DeleteVpc', vpc, ofEnvironment('dev'))).toBe('allow');
    expect(ask(dev, 'ec2:DeleteVpc', vpc)).toBe('implicitDeny');
  });

  it('may not change pipelines and images', () => {
    expect(ask(dev, 'codepipeline:UpdatePipeline', `arn:aws:codepipeline:eu-central-1:${ACCOUNT}:shop-hello`)).toBe(
      'implicitDeny',
    );
    expect(ask(dev, 'ecr:PutImage', `arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/shop/hello`)).toBe('implicitDeny');
  });

  it('makes roles of its own within the boundary, and none without it', () => {
    const role = roleArn('shop-dev-hello-task');
    const own = forEnvironment('dev');
    expect(ask(dev, 'iam:CreateRole', role, { ...within('dev'), ...own })).toBe('allow');
    for (const other of [within('prod'), within('shared'), {}]) {
      expect(ask(dev, 'iam:CreateRole', role, { ...other, ...own })).toBe('implicitDeny');
      expect(ask(dev, 'iam:PutRolePolicy', role, { ...other, ...ofEnvironment('dev') })).toBe('implicitDeny');
    }
    expect(ask(dev, 'iam:PutRolePolicy', roleArn('shop-prod-hello-task'), within('dev'))).toBe('implicitDeny');
    expect(ask(dev, 'iam:DeleteRolePermissionsBoundary', roleArn('shop-dev-hello-task'))).toBe('implicitDeny');
  });

  it('moves a role that has the boundary of all roles to its own', () => {
    const role = roleArn('shop-dev-hello-task');
    const move = (context: RequestContext): string =>
      ask(dev, 'iam:PutRolePermissionsBoundary', role, { ...context, ...ofEnvironment('dev') });
    expect(move(within('dev'))).toBe('allow');
    expect(move({ 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/shop-eu-central-1-ci-boundary` })).toBe(
      'implicitDeny',
    );
  });

  it('passes its roles to tasks, and to no other service', () => {
    const passed = (service: string): string =>
      ask(dev, 'iam:PassRole', roleArn('shop-dev-hello-task'), { 'iam:PassedToService': service });
    expect(passed('ecs-tasks.amazonaws.com')).toBe('allow');
    expect(passed('lambda.amazonaws.com')).toBe('implicitDeny');
  });
});

describe('services whose names look like stacks of others', () => {
  const alike = bootstrap('create', ['tools', 'dev-tools', 'devtools', 'dev', 'web-registry', 'x-dev-y']);
  const askAlike = (role: string, action: string, resource: string): string => ask(role, action, resource, {}, alike);
  const grant = (role: string, name: string, context: RequestContext): string =>
    ask(role, 'iam:PutRolePolicy', roleArn(name), context, alike);

  it.each(['dev-tools-registry', 'dev-tools-pipeline', 'dev-registry', 'dev-pipeline'])(
    'keep the state of %s from the environment that it seems to belong to',
    (stackId) => {
      const state = `${STATES}/shop/${stackId}.tfstate`;
      for (const object of [state, `${state}.tflock`]) {
        expect(askAlike(dev, 's3:PutObject', object)).toBe('explicitDeny');
        expect(askAlike(shared, 's3:PutObject', object)).toBe('allow');
      }
      const reads = stackId.endsWith('-registry') ? 'allow' : 'explicitDeny';
      expect(askAlike(dev, 's3:GetObject', state)).toBe(reads);
    },
  );

  it.each(['dev-web-registry', 'prod-web-registry'])('keep the state of %s from the jobs of registries', (stackId) => {
    expect(askAlike(shared, 's3:PutObject', `${STATES}/shop/${stackId}.tfstate`)).toBe('explicitDeny');
    const environment = `shop-eu-central-1-ci-deploy-${stackId.split('-')[0] ?? ''}`;
    expect(askAlike(environment, 's3:PutObject', `${STATES}/shop/${stackId}.tfstate`)).toBe('allow');
  });

  it.each(['shop-dev-tools-pipeline', 'shop-dev-tools-build', 'shop-dev-tools-record', 'shop-dev-build'])(
    'keep the role %s from the environment that it seems to belong to',
    (name) => {
      for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole']) {
        expect(askAlike(dev, action, roleArn(name))).toBe('explicitDeny');
      }
      expect(grant(shared, name, { ...within('shared'), ...ofShared })).toBe('allow');
    },
  );

  it('leave an environment what is its own', () => {
    for (const service of ['tools', 'dev-tools', 'devtools', 'dev', 'web-registry', 'x-dev-y']) {
      expect(askAlike(dev, 's3:PutObject', `${STATES}/shop/dev-${service}.tfstate`)).toBe('allow');
      const own = { ...within('dev'), ...ofEnvironment('dev') };
      expect(grant(dev, `shop-dev-${service}-task`, own)).toBe('allow');
    }
    expect(askAlike(dev, 's3:PutObject', `${STATES}/shop/devtools-registry.tfstate`)).toBe('implicitDeny');
    expect(askAlike(dev, 's3:PutObject', `${STATES}/shop/x-dev-y-registry.tfstate`)).toBe('implicitDeny');
  });

  it('change no policy where nothing looks alike', () => {
    expect(bootstrap('create', ['tools', 'devtools', 'x-dev-y'])).toBe(stack);
  });
});

describe('the role that deploys what all environments share', () => {
  it('changes pipelines and registries, and nothing of an environment', () => {
    const pipeline = `arn:aws:codepipeline:eu-central-1:${ACCOUNT}:shop-hello`;
    expect(ask(shared, 'codepipeline:UpdatePipeline', pipeline)).toBe('allow');
    const pipelineRole = roleArn('shop-hello-pipeline');
    expect(ask(shared, 'iam:PutRolePolicy', pipelineRole, { ...within('shared'), ...ofShared })).toBe('allow');
    const taskRole = roleArn('shop-dev-hello-task');
    const ofDev = { ...within('shared'), ...ofEnvironment('dev') };
    expect(ask(shared, 'iam:PutRolePolicy', taskRole, ofDev)).toBe('explicitDeny');
    expect(ask(shared, 's3:PutObject', `${STATES}/shop/hello-pipeline.tfstate`)).toBe('allow');
    expect(ask(shared, 's3:PutObject', `${STATES}/shop/dev-hello.tfstate`)).toBe('implicitDeny');
  });

  it('makes artifact buckets and leaves the state bucket as it is', () => {
    expect(ask(shared, 's3:PutBucketPolicy', 'arn:aws:s3:::shop-123456789012-eu-central-1-hello-artifacts')).toBe(
      'allow',
    );
    expect(ask(shared, 's3:PutBucketPolicy', STATES)).toBe('explicitDeny');
  });
});

describe.each([dev, shared])('the role %s cannot give itself more', (role) => {
  it.each(['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole', 'iam:DeleteRole'])(
    'by %s on a role of bootstrap',
    (action) => {
      const jobs = role === shared ? 'shared' : 'dev';
      const context = { ...within(jobs), 'iam:PassedToService': 'codebuild.amazonaws.com' };
      expect(ask(role, action, roleArn('shop-eu-central-1-ci-deploy-prod'), context)).toBe('explicitDeny');
    },
  );

  it.each(['iam:CreatePolicyVersion', 'iam:AttachRolePolicy', 'iam:UpdateOpenIDConnectProviderThumbprint'])(
    'by %s',
    (action) => {
      expect(ask(role, action, '*', within('dev'))).toBe('implicitDeny');
    },
  );
});

describe('the records of reviews', () => {
  it('are deleted after 30 days; states are kept', () => {
    const { rule } = onlyResource(stack, S3BucketLifecycleConfiguration);
    expect(rule).toEqual([
      expect.objectContaining({
        status: 'Enabled',
        filter: [{ prefix: 'reviews/' }],
        expiration: [{ days: 30 }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
      }),
      expect.not.objectContaining({ expiration: expect.anything() as unknown }),
    ]);
  });
});
