import { Testing } from 'cdktf';
import { parsePolicy, type Policy } from 'embedded-aws/iam/policy';
import type { ApplicationNeeds } from '../../../../modules/ci/environment-boundary';
import { BootstrapStack } from '../../../../stacks/bootstrap/bootstrap-stack';
import { ACCOUNT, roleArn, STATES, type Owner, type Probe } from '../../../helpers/escape/probe';
import { boundariesOf, jobRolesOf, MADE_ROLES } from '../../../helpers/escape/roles';
import { Search, type Role } from '../../../helpers/escape/search';
import { testPlatform } from '../../../helpers/test-platform';

const DEPTH = 3;

const needsOf = (environment: string): ApplicationNeeds => ({
  secretArns: [
    `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/payments/shop-${environment}/key`,
    `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:shop-${environment}-a1B2c3`,
  ],
  keyArns: [`arn:aws:kms:eu-central-1:${ACCOUNT}:key/of-${environment}`],
  executeCommand: true,
});
const platform = testPlatform({ ci: { repository: 'platform', branch: 'main', oidcProvider: 'create' } });
const stack = Testing.synth(
  new BootstrapStack(Testing.app(), platform, {
    environments: platform.environments,
    services: ['hello', 'dev-tools'],
    needs: new Map([
      ['dev', needsOf('dev')],
      ['prod', needsOf('prod')],
    ]),
  }),
  true,
);

const boundaries = boundariesOf(stack);
const jobRoles = jobRolesOf(stack);
const search = new Search({ roles: [...jobRoles, ...MADE_ROLES], boundaries });

function jobRole(name: string): Role {
  const role = jobRoles.find((each) => each.name === `shop-eu-central-1-ci-${name}`);
  if (role === undefined) throw new Error(`bootstrap makes no role ${name}`);
  return role;
}

/** What a job can do in some way to what is not its own, as lines to compare with what is accepted. */
function escapes(name: string, own: readonly Owner[]): string[] {
  const allowed = search.reachable(jobRole(name), DEPTH).flatMap(({ role }) => search.allowed(role));
  return [...new Set(allowed.filter(({ owner }) => !own.includes(owner)).map(describeProbe))].sort();
}

function describeProbe({ owner, action, resource }: Probe): string {
  return `${owner}: ${action} ${resource.split(':').slice(5).join(':') || resource}`;
}

/** What lies beyond an environment and a deployment of it may do, and why it is no way out. */
const BEYOND_AN_ENVIRONMENT: Readonly<Record<string, string>> = {
  'anotherPlatform: ecs:RegisterTaskDefinition task-definition/ship-dev-hello:7': 'a revision that does not run',
  'noPlatform: ecs:RegisterTaskDefinition task-definition/billing:1': 'a revision that does not run',
  'noPlatform: application-autoscaling:RegisterScalableTarget scalable-target/0b':
    'of what has no tags; ECS is asked, too, whether the caller may change the service',
  'noPlatform: ec2:CreateTags security-group/sg-0b': 'AWS makes the default security group of a VPC without tags',
};

/** What lies beyond pipelines and those who deploy them may do: what a pipeline is for. */
const BEYOND_PIPELINES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['dev', 'prod'].flatMap((name) => [
      [`${name}: ecs:RegisterTaskDefinition task-definition/shop-${name}-hello:7`, 'a release is a revision'],
      [`${name}: ecs:UpdateService service/shop-${name}/hello`, 'a release brings the revision to the service'],
      [`${name}: ssm:PutParameter parameter/shop/${name}/hello/image`, 'the record of a release'],
      [`${name}: logs:PutLogEvents log-group:/shop/${name}/hello:log-stream:a`, 'what is released writes its log'],
      [`${name}: secretsmanager:GetSecretValue secret:shop-${name}-a1B2c3`, 'what is released reads its secrets'],
      [`${name}: ssm:GetParameters parameter/payments/shop-${name}/key`, 'what is released reads its secrets'],
      [
        `${name}: s3:GetObject ${STATES.slice(13)}/shop/${name}-hello.tfstate`,
        'a pipeline reads what services publish',
      ],
    ]),
  ),
  'anotherPlatform: ecs:RegisterTaskDefinition task-definition/ship-dev-hello:7': 'a revision that does not run',
  'noPlatform: ecs:RegisterTaskDefinition task-definition/billing:1': 'a revision that does not run',
  'noPlatform: ecs:DeregisterTaskDefinition *': 'IAM knows no resource and no condition for it',
};

/** What the review reads and keeps. */
const OF_REVIEWS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['dev', 'prod'].flatMap((name) =>
      ['GetParameter', 'GetParameters'].map((action) => [
        `${name}: ssm:${action} parameter/shop/${name}/origin-secret`,
        'plans hold it',
      ]),
    ),
  ),
  ...Object.fromEntries(
    ['dev: dev-hello', 'prod: prod-hello', 'prod: prod-network', 'bootstrap: bootstrap'].map((state) => [
      `${state.replace(/: .*/, '')}: s3:GetObject ${STATES.slice(13)}/shop/${state.replace(/.*: /, '')}.tfstate`,
      'it plans every stack',
    ]),
  ),
  ...Object.fromEntries(
    ['hello', 'dev-tools'].map((name) => [
      `shared: s3:GetObject ${STATES.slice(13)}/shop/${name}-pipeline.tfstate`,
      'it plans every stack',
    ]),
  ),
  'prod: kms:Decrypt key/with-shop-eu-central-1-environment-prod':
    'of the parameters that it reads, through their service',
  [`bootstrap: s3:PutObject ${STATES.slice(13)}/reviews/0a1b/record.json`]: 'the record of what it planned',
};

describe('with all roles that it can make, pass on and act as, to the third, a job', () => {
  it.each(['dev', 'prod'] as const)('that deploys %s gets to nothing outside of it', (environment) => {
    const reached = escapes(`deploy-${environment}`, [environment]);
    expect(reached).toEqual(Object.keys(BEYOND_AN_ENVIRONMENT).sort());
  });

  it('that deploys what environments share gets to them as their pipelines do, and to nothing else', () => {
    expect(escapes('deploy-shared', ['shared'])).toEqual(Object.keys(BEYOND_PIPELINES).sort());
  });

  it('that reviews takes no other role, and only reads', () => {
    const review = jobRole('review');
    expect(search.reachable(review, DEPTH).map(({ role }) => role)).toEqual([review]);
    expect(escapes('review', [])).toEqual(Object.keys(OF_REVIEWS).sort());
  });

  it.each(jobRoles.map(({ name }) => name))('with the role %s approves no release', (name) => {
    const start = jobRoles.find((role) => role.name === name);
    const allowed = search.reachable(start ?? jobRole('review'), DEPTH).flatMap(({ role }) => search.allowed(role));
    expect(allowed.map(({ action }) => action)).not.toContain('codepipeline:PutApprovalResult');
    expect(allowed.map(({ action }) => action)).not.toContain('ecs:ExecuteCommand');
  });
});

describe('the search finds the way out', () => {
  const deployDev = jobRole('deploy-dev');
  const withMore = (more: object): Role => ({
    ...deployDev,
    policy: { ...deployDev.policy, Statement: [...deployDev.policy.Statement, ...parseStatement(more)] },
  });
  const reached = (role: Role): Probe[] => search.reachable(role, 1).flatMap((way) => [...search.allowed(way.role)]);

  it.each([
    ['roles without a boundary', { Action: ['iam:CreateRole', 'iam:PutRolePolicy'], Resource: '*' }],
    ['another boundary', { Action: 'iam:PutRolePermissionsBoundary', Resource: roleArn('shop-dev-*') }],
    ['the trust of any role', { Action: 'iam:UpdateAssumeRolePolicy', Resource: roleArn('*') }],
    ['roles of others to tasks', { Action: 'iam:PassRole', Resource: roleArn('ship-*') }],
  ])('of a job that may set %s', (_, statement) => {
    const owners = reached(withMore({ Effect: 'Allow', ...statement })).map(({ owner }) => owner);
    expect(owners.filter((owner) => owner === 'prod' || owner === 'anotherPlatform').length).toBeGreaterThan(10);
  });
});

function parseStatement(statement: object): Policy['Statement'] {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })).Statement;
}
