import { deployJobs } from '../../../../cli/reviewed/jobs';
import type { Stack } from '../../../../cli/stacks/manifest';
import { synthesizePlatform } from '../../../helpers/every-platform';
import { testEnvironment, testPlatform, testService, testStack } from '../../../helpers/test-platform';
import type { Platform } from '../../../../config/types';

const ci = { repository: 'platform', branch: 'main', oidcProvider: 'create' } as const;
const platform = testPlatform({ ci });

function stacksOf(of: Platform): Stack[] {
  const app = synthesizePlatform(of);
  return [...app.stacks].map(([name, json]) => ({
    name,
    folder: `/stacks/${name}`,
    dependencies: app.dependencies.get(name) ?? [],
    json: json as unknown as Stack['json'],
  }));
}

const stacks = stacksOf(platform);
const role = (name: string): string => `arn:aws:iam::123456789012:role/shop-eu-central-1-ci-${name}`;

describe('the jobs that deploy a platform', () => {
  const { jobs, ...rest } = deployJobs(platform, stacks);
  const sorted = (names: string): string => names.split(' ').sort().join(' ');

  it('begin with what environments depend on, and end with what depends on them', () => {
    expect(jobs.map((job) => [job.name, sorted(job.stacks)])).toEqual([
      ['shared, before', 'hello-registry orders-registry'],
      ['dev', 'dev-cluster dev-gateway dev-hello dev-network dev-orders'],
      ['prod', 'prod-cluster prod-gateway prod-hello prod-network prod-orders'],
      ['shared, after', 'hello-pipeline orders-pipeline'],
    ]);
  });

  it('have the GitHub environment and the role that bootstrap trusts it with', () => {
    expect(jobs.map((job) => [job.environment, job.role])).toEqual([
      ['shared', role('deploy-shared')],
      ['dev', role('deploy-dev')],
      ['prod', role('deploy-prod')],
      ['shared', role('deploy-shared')],
    ]);
  });

  it('have environments of their own where the repository has another platform, too', () => {
    const other = testPlatform({ ci: { ...ci, environmentPrefix: 'eu-' } });
    const of = deployJobs(other, stacksOf(other));
    expect(of.jobs.map((job) => [job.environment, job.role])).toEqual([
      ['eu-shared', role('deploy-shared')],
      ['eu-dev', role('deploy-dev')],
      ['eu-prod', role('deploy-prod')],
      ['eu-shared', role('deploy-shared')],
    ]);
    expect(of.reviewRole).toBe(role('review'));
  });

  it('come with the region, the state bucket and the role that plans', () => {
    expect(rest).toEqual({
      region: 'eu-central-1',
      stateBucket: 'shop-123456789012-eu-central-1-tfstate',
      reviewRole: role('review'),
    });
  });

  it('do not include bootstrap: no job may change its own permissions', () => {
    expect(jobs.flatMap((job) => job.stacks.split(' '))).not.toContain('bootstrap');
  });

  it('are only those with something to deploy, so that no empty deployment waits for an approval', () => {
    const wanted = deployJobs(platform, stacks, ['bootstrap', 'prod-hello', 'hello-pipeline']).jobs;
    expect(wanted.map((job) => [job.name, job.stacks])).toEqual([
      ['prod', 'prod-hello'],
      ['shared, after', 'hello-pipeline'],
    ]);
  });

  it('know a stack by what it is made for, though its name begins like that of an environment', () => {
    const names = ['dev', 'deveu', 'prod'];
    const services = ['dev-tools', 'prod-network', 'deveu-x', 'dev'].map((name) => testService(name, names));
    const environments = names.map((name) => testEnvironment({ name }));
    const alike = testPlatform({ ci, environments, services });
    const found = deployJobs(alike, stacksOf(alike)).jobs.map((job) => [job.name, sorted(job.stacks)]);
    expect(found).toEqual([
      ['shared, before', 'dev-registry dev-tools-registry deveu-x-registry prod-network-registry'],
      ...names.map((name) => [
        name,
        ['cluster', 'dev', 'dev-tools', 'deveu-x', 'gateway', 'network', 'prod-network']
          .map((of) => `${name}-${of}`)
          .join(' '),
      ]),
      ['shared, after', 'dev-pipeline dev-tools-pipeline deveu-x-pipeline prod-network-pipeline'],
    ]);
  });

  it("deploy the project's own stacks with the environment that has them, or with what all of them share", () => {
    const own = testPlatform({
      ci,
      stacks: [testStack('database', ['dev']), testStack('archive', [])],
    });
    const stack = (name: string, ...dependencies: string[]): Stack => ({ ...(stacks[1] as Stack), name, dependencies });
    const added = [stack('archive'), stack('dev-database', 'dev-network', 'archive')];
    const { jobs: found } = deployJobs(own, [...stacks, ...added], ['archive', 'dev-database', 'prod-hello']);
    expect(found.map((job) => [job.name, job.stacks])).toEqual([
      ['shared, before', 'archive'],
      ['dev', 'dev-database'],
      ['prod', 'prod-hello'],
    ]);
  });

  it('are refused unless the config names the repository that deploys', () => {
    expect(() => deployJobs(testPlatform(), stacksOf(testPlatform()))).toThrow(
      'The config names no repository whose GitHub Actions may deploy.',
    );
  });
});
