/** The search of escape.test.ts, in a platform with stacks of the project's own, and in what those hold. */
import { Testing } from 'cdktf';
import type { RequestContext } from 'embedded-aws/iam/request';
import { PROBES } from '../../../helpers/escape/account';
import { ACCOUNT, arn, probes, STATES, tagsOf, withTags, type Owner, type Probe } from '../../../helpers/escape/probe';
import { boundariesOf, jobRolesOf, MADE_ROLES } from '../../../helpers/escape/roles';
import { Search, type Role } from '../../../helpers/escape/search';
import type { OwnStackSettings } from '../../../../config/types';
import { BootstrapStack } from '../../../../stacks/bootstrap/bootstrap-stack';
import { testPlatform, testStack } from '../../../helpers/test-platform';

const DEPTH = 3;
const DATABASE = [
  {
    actions: ['rds:*DBInstance', 'rds:*DBSubnetGroup', 'rds:AddTagsToResource'],
    resources: [
      'arn:aws:rds:*:*:db:shop-${environment}-*',
      'arn:aws:rds:*:*:subgrp:shop-${environment}-*',
      'arn:aws:rds:*:*:og:default:*',
    ],
  },
  {
    actions: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
    resources: ['arn:aws:secretsmanager:*:*:secret:rds!db-*'],
  },
  { actions: ['s3:*Bucket*'], resources: ['arn:aws:s3:::shop-${environment}-*'] },
  { actions: ['sqs:*Queue'], resources: ['arn:aws:sqs:*:*:shop-${environment}-*'] },
];
const SECRETS = [
  'arn:aws:secretsmanager:*:*:secret:rds!db-*',
  'arn:aws:secretsmanager:*:*:secret:shop-${environment}-token-*',
];
const ARCHIVE = [{ actions: ['sqs:*Queue'], resources: ['arn:aws:sqs:*:*:shop-archive-*'] }];

const platform = testPlatform({ ci: { repository: 'platform', branch: 'main', oidcProvider: 'create' } });

function bootstrap(stacks: readonly OwnStackSettings[]): string {
  const needs = {
    secretArns: [],
    keyArns: [],
    executeCommand: false,
    stackSecretArns: stacks.flatMap(({ applicationSecrets }) => applicationSecrets),
  };
  const props = {
    environments: platform.environments,
    services: ['hello', 'dev-tools'],
    stacks,
    needs: new Map(['dev', 'prod'].map((name) => [name, needs])),
  };
  return Testing.synth(new BootstrapStack(Testing.app(), platform, props), true);
}

const stack = bootstrap([
  testStack('database', ['dev', 'prod'], { deployPermissions: DATABASE, applicationSecrets: SECRETS }),
  testStack('archive', [], { deployPermissions: ARCHIVE }),
]);

/** What stacks of the project's own hold, of which AWS tells the tags. */
function ownProbes(
  owner: Owner,
  beginning: string,
  context: RequestContext = withTags('ResourceTag', tagsOf[owner]),
): Probe[] {
  const of = (resource: string, actions: string): Probe[] =>
    probes(owner, resource, actions).map((probe) => ({ ...probe, context }));
  return [
    ...of(arn('rds', `db:${beginning}-database`), 'DeleteDBInstance ModifyDBInstance AddTagsToResource'),
    ...of(arn('secretsmanager', `secret:rds!db-${owner}`), 'GetSecretValue TagResource CreateSecret DeleteSecret'),
    ...of(`arn:aws:s3:::${beginning}-uploads`, 'PutBucketPolicy DeleteBucket'),
    ...of(`arn:aws:s3:::${beginning}-uploads/a`, 'GetObject PutObject'),
    ...of(arn('sqs', `${beginning}-uploads`), 'DeleteQueue ReceiveMessage'),
  ];
}

/** Passwords that RDS keeps: it gives their secrets the tags of the database, and one with its ARN. */
function passwordProbes(owner: Owner, beginning: string): Probe[] {
  const context = {
    ...withTags('ResourceTag', tagsOf[owner]),
    'aws:ResourceTag/aws:rds:primaryDBInstanceArn': arn('rds', `db:${beginning}-database`),
  };
  const ofDatabase = probes(owner, arn('secretsmanager', `secret:rds!db-of-${owner}`), 'GetSecretValue PutSecretValue');
  return [...tokenProbes(owner, beginning), ...ofDatabase.map((probe) => ({ ...probe, context }))];
}

/** Secrets that are named as their owner's, and have its tags. */
function tokenProbes(owner: Owner, beginning: string, tags = tagsOf[owner]): Probe[] {
  const token = probes(owner, arn('secretsmanager', `secret:${beginning}-token-a1B2c3`), 'GetSecretValue');
  return token.map((probe) => ({ ...probe, context: withTags('ResourceTag', tags) }));
}

const own: readonly Probe[] = [
  // Where AWS tells no tags, names alone have to hold.
  ...ownProbes('dev', 'shop-dev', {}),
  ...ownProbes('prod', 'shop-prod', {}),
  ...ownProbes('shared', 'shop-archive', {}),
  ...ownProbes('noPlatform', 'billing', {}),
  ...ownProbes('dev', 'shop-dev'),
  ...ownProbes('prod', 'shop-prod'),
  ...ownProbes('shared', 'shop-archive'),
  ...ownProbes('noPlatform', 'billing'),
  // A platform `shop-dev` beside `shop`: by their names its parts could be those of the environment dev.
  ...ownProbes('anotherPlatform', 'shop-dev'),
  ...probes('anotherPlatform', `arn:aws:s3:::shop-dev-${ACCOUNT}-eu-central-1-tfstate`, 'PutBucketPolicy DeleteBucket'),
  ...tokenProbes('anotherPlatform', 'shop-dev', { platform: 'shop-dev', environment: 'live' }),
  // What descriptions show of everything in the account: variables of functions and jobs, inputs of executions.
  ...probes('noPlatform', '*', 'lambda:ListFunctions batch:DescribeJobs firehose:DescribeDeliveryStream'),
  ...probes('noPlatform', arn('states', 'execution:shop-prod-orders:1'), 'DescribeExecution'),
  ...passwordProbes('dev', 'shop-dev'),
  ...passwordProbes('prod', 'shop-prod'),
  ...passwordProbes('noPlatform', 'billing'),
  ...probes('prod', `${STATES}/shop/prod-database.tfstate`, 'GetObject PutObject'),
  ...probes('dev', `${STATES}/shop/dev-database.tfstate`, 'GetObject PutObject'),
  ...probes('shared', `${STATES}/shop/archive.tfstate`, 'GetObject PutObject'),
];

/** A search of what roles of a platform reach. @param of Terraform JSON of its bootstrap */
function searchIn(of: string, within: readonly Probe[]): Search {
  return new Search({ boundaries: boundariesOf(of), roles: [...jobRolesOf(of), ...MADE_ROLES], probes: within });
}

function jobRole(of: string, jobs: string): Role {
  const role = jobRolesOf(of).find(({ name }) => name.endsWith(`-ci-${jobs}`));
  if (role === undefined) throw new Error(`bootstrap makes no role ${jobs}`);
  return role;
}

/** What a job can do in some way to what is not its own. */
function reached(of: string, within: readonly Probe[], jobs: string, mine: Owner): string[] {
  const search = searchIn(of, within);
  const allowed = search.reachable(jobRole(of, jobs), DEPTH).flatMap(({ role }) => search.allowed(role));
  const others = allowed.filter(({ owner }) => owner !== mine);
  return [...new Set(others.map(({ owner, action, resource }) => `${owner}: ${action} ${resource}`))].sort();
}

const archive = `${STATES}/shop/archive.tfstate`;

describe("with all roles that it can make, pass on and act as, a job that deploys stacks of the project's own", () => {
  it.each(['dev', 'prod'] as const)('in %s gets to none of others, but reads what all environments share', (name) => {
    expect(reached(stack, own, `deploy-${name}`, name)).toEqual([`shared: s3:GetObject ${archive}`]);
  });

  it('that all environments share gets to none of an environment', () => {
    // What is released reads its secrets, as escape.test.ts says.
    expect(reached(stack, own, 'deploy-shared', 'shared').filter((way) => !way.includes('GetSecretValue'))).toEqual([]);
  });

  it.each(['dev', 'prod', 'shared'] as const)(
    'of %s gets to nothing beside them that it would not reach anyway',
    (name) => {
      expect(reached(stack, PROBES, `deploy-${name}`, name)).toEqual(
        reached(bootstrap([]), PROBES, `deploy-${name}`, name),
      );
    },
  );

  it('lets what it deploys read the passwords of its own databases, and its own secrets', () => {
    const way = searchIn(stack, own).reachable(jobRole(stack, 'deploy-dev'), DEPTH);
    const read = way.flatMap(({ role }) =>
      searchIn(stack, own)
        .allowed(role)
        .map(({ action, resource }) => `${action} ${resource}`),
    );
    for (const secret of ['rds!db-of-dev', 'shop-dev-token-a1B2c3'])
      expect(read).toContain(`secretsmanager:GetSecretValue ${arn('secretsmanager', `secret:${secret}`)}`);
  });

  it('would get to others if a permission did not name the environment', () => {
    const wide = [{ actions: ['sqs:*Queue'], resources: ['arn:aws:sqs:*:*:shop-*'] }];
    const loose = bootstrap([testStack('database', ['dev', 'prod'], { deployPermissions: wide })]);
    expect(reached(loose, own, 'deploy-dev', 'dev')).toContain(
      `prod: sqs:DeleteQueue ${arn('sqs', 'shop-prod-uploads')}`,
    );
  });

  it('makes, changes and destroys its own', () => {
    const allowed = searchIn(stack, own)
      .allowed(jobRole(stack, 'deploy-dev'))
      .filter(({ owner }) => owner === 'dev')
      .map(({ action }) => action);
    expect(allowed).toEqual(expect.arrayContaining(['rds:DeleteDBInstance', 's3:PutBucketPolicy', 'sqs:DeleteQueue']));
    expect(allowed).not.toContain('sqs:ReceiveMessage');
  });
});
