/** What roles of jobs may do to stacks of the project's own. */
import { Testing } from 'cdktf';
import type { OwnStackSettings } from '../../../../config/types';
import { BootstrapStack } from '../../../../stacks/bootstrap/bootstrap-stack';
import { STATES } from '../../../helpers/escape/probe';
import { askAsJob } from '../../../helpers/job-roles';
import { testPlatform, testStack } from '../../../helpers/test-platform';

const platform = testPlatform({ ci: { repository: 'platform', branch: 'main', oidcProvider: 'create' } });

function bootstrap(stacks?: readonly OwnStackSettings[]): string {
  const { environments } = platform;
  const props = { environments, services: ['hello'], ...(stacks && { stacks }) };
  return Testing.synth(new BootstrapStack(Testing.app(), platform, props), true);
}

const stack = bootstrap([
  testStack('database', ['dev', 'prod']),
  testStack('cache-registry', ['dev', 'prod']),
  testStack('archive', []),
]);
const READ = 's3:GetObject';
const WRITE = 's3:PutObject';

describe('the state of', () => {
  const ask = (jobs: string, action: string, id: string): string =>
    askAsJob(stack, jobs, action, `${STATES}/shop/${id}.tfstate`);

  it.each(['database', 'cache-registry'])('%s of an environment is read and written by its jobs alone', (name) => {
    expect(ask('deploy-dev', READ, `dev-${name}`)).toBe('allow');
    expect(ask('deploy-dev', WRITE, `dev-${name}`)).toBe('allow');
    for (const [jobs, action] of [
      ['deploy-dev', READ],
      ['deploy-dev', WRITE],
      ['deploy-shared', READ],
      ['deploy-shared', WRITE],
      ['review', WRITE],
    ] as const) {
      expect(ask(jobs, action, `prod-${name}`)).not.toBe('allow');
    }
    expect(ask('review', READ, `prod-${name}`)).toBe('allow');
  });

  it('what all environments share is written by the jobs of what they share, and read by theirs', () => {
    expect(ask('deploy-shared', WRITE, 'archive')).toBe('allow');
    expect(askAsJob(stack, 'deploy-shared', 's3:DeleteObject', `${STATES}/shop/archive.tfstate.tflock`)).toBe('allow');
    expect(ask('deploy-dev', READ, 'archive')).toBe('allow');
    expect(ask('deploy-dev', WRITE, 'archive')).not.toBe('allow');
    expect(ask('deploy-dev', READ, 'archive-pipeline')).not.toBe('allow');
  });
});

describe('what jobs may do in a stack', () => {
  const rds = (resource: string): string => `arn:aws:rds:eu-central-1:123456789012:${resource}`;
  const secret = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-0a-b1C2d3';
  const deployPermissions = [
    { actions: ['rds:*DBInstance'], resources: ['arn:aws:rds:*:*:db:shop-${environment}-*'] },
    {
      actions: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
      resources: ['arn:aws:secretsmanager:*:*:secret:rds!db-*'],
    },
    { actions: ['sqs:CreateQueue'], resources: ['arn:aws:sqs:*:*:shop-${environment}-*'] },
  ];
  const allowing = bootstrap([testStack('database', ['dev'], { deployPermissions })]);

  it('the jobs of its environments may do, on what is named as theirs', () => {
    const ask = (jobs: string, name: string): string =>
      askAsJob(allowing, jobs, 'rds:DeleteDBInstance', rds(`db:${name}`));
    expect(ask('deploy-dev', 'shop-dev-database')).toBe('allow');
    expect(ask('deploy-dev', 'shop-prod-database')).toBe('implicitDeny');
    expect(ask('deploy-prod', 'shop-prod-database')).toBe('implicitDeny');
    expect(ask('deploy-shared', 'shop-dev-database')).toBe('implicitDeny');
    expect(ask('review', 'shop-dev-database')).toBe('implicitDeny');
  });

  it('RDS may do for them with its secrets, and they may not by themselves', () => {
    const ask = (viaService: string): string =>
      askAsJob(allowing, 'deploy-dev', 'secretsmanager:TagResource', secret, { 'aws:ViaAWSService': viaService });
    expect(ask('true')).toBe('allow');
    expect(ask('false')).toBe('implicitDeny');
  });

  it('includes what plans read: descriptions for them and for reviews', () => {
    for (const jobs of ['review', 'deploy-dev']) {
      expect(askAsJob(allowing, jobs, 'rds:DescribeDBInstances', rds('db:*'))).toBe('allow');
      const queue = 'arn:aws:sqs:eu-central-1:123456789012:shop-dev-x';
      expect(askAsJob(allowing, jobs, 'sqs:GetQueueAttributes', queue)).toBe('allow');
      expect(askAsJob(allowing, jobs, 'sqs:ReceiveMessage', queue)).toBe('implicitDeny');
    }
    expect(askAsJob(allowing, 'deploy-prod', 'rds:DescribeDBInstances', rds('db:*'))).toBe('implicitDeny');
  });

  it('describes no service whose descriptions may hold data, even with permissions for it', () => {
    const functions = [{ actions: ['lambda:CreateFunction'], resources: ['arn:aws:lambda:*:*:function:shop-dev-*'] }];
    const wide = bootstrap([testStack('functions', ['dev'], { deployPermissions: functions })]);
    const made = 'arn:aws:lambda:eu-central-1:123456789012:function:shop-dev-x';
    expect(askAsJob(wide, 'deploy-dev', 'lambda:CreateFunction', made)).toBe('allow');
    for (const jobs of ['review', 'deploy-dev']) {
      expect(askAsJob(wide, jobs, 'lambda:ListFunctions', '*')).toBe('implicitDeny');
    }
  });

  it('lets RDS encrypt with the key of the environment, and no other key', () => {
    const prod = bootstrap([testStack('database', ['prod'], { deployPermissions })]);
    const grant = (alias: string, isForService = 'true'): string =>
      askAsJob(prod, 'deploy-prod', 'kms:CreateGrant', 'arn:aws:kms:eu-central-1:123456789012:key/0a', {
        'kms:ViaService': 'rds.eu-central-1.amazonaws.com',
        'kms:GrantIsForAWSResource': isForService,
        'kms:ResourceAliases': [`alias/shop-eu-central-1-${alias}`],
      });
    expect(grant('environment-prod')).toBe('allow');
    expect(grant('environment-prod', 'false')).toBe('implicitDeny');
    expect(grant('environment-dev')).toBe('implicitDeny');
  });
});

test('a platform without such stacks has the same bootstrap as before', () => {
  expect(bootstrap([])).toBe(bootstrap());
});
