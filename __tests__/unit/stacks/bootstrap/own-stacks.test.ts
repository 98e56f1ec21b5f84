/** What roles of jobs may do to stacks of the project's own. */
import { Testing } from 'cdktf';
import type { OwnStackSettings } from '../../../../config/types';
import { BootstrapStack } from '../../../../stacks/bootstrap/bootstrap-stack';
import { STATES } from '../../../helpers/escape/probe';
import { askAsJob } from '../../../helpers/job-roles';
import { testPlatform } from '../../../helpers/test-platform';

const platform = testPlatform({ ci: { repository: 'platform', branch: 'main', oidcProvider: 'create' } });

function bootstrap(stacks?: readonly OwnStackSettings[]): string {
  const { environments } = platform;
  const props = { environments, services: ['hello'], ...(stacks && { stacks }) };
  return Testing.synth(new BootstrapStack(Testing.app(), platform, props), true);
}

const stack = bootstrap([
  { name: 'database', perEnvironment: true, environments: ['dev', 'prod'] },
  { name: 'cache-registry', perEnvironment: true, environments: ['dev', 'prod'] },
  { name: 'archive', perEnvironment: false, environments: [] },
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

test('a platform without such stacks has the same bootstrap as before', () => {
  expect(bootstrap([])).toBe(bootstrap());
});
