import { resolvePlatform } from '../../../../config/resolve';
import { config, issuesOf } from '../../../helpers/config';

describe('roles for GitHub Actions', () => {
  it('are made for the repository of the config, and for its branch main by default', () => {
    expect(resolvePlatform(config({ ci: { repository: 'platform' } })).ci).toEqual({
      repository: 'platform',
      branch: 'main',
      oidcProvider: 'create',
    });
  });

  it('are not made unless they are asked for', () => {
    expect(resolvePlatform(config())).not.toHaveProperty('ci');
  });

  it.each([
    [{}, 'ci.repository', 'nothing', 'add repository: "platform"'],
    [
      { repository: 'example-org/platform' },
      'ci.repository',
      '"example-org/platform"',
      'give only the name, repository: "platform"; the owner is github.owner',
    ],
    [
      { repository: 'platform', oidcProvider: 'existng' },
      'ci.oidcProvider',
      '"existng"',
      'did you mean oidcProvider: "existing"?',
    ],
    [
      { repository: 'platform', ownerId: '0', repositoryId: '34' },
      'ci.ownerId',
      '"0"',
      'change it, for example to ownerId: "123456", or leave it out',
    ],
    [
      { repository: 'platform', ownerId: 12, repositoryId: '34' },
      'ci.ownerId',
      '12',
      'write it in quotes: ownerId: "12"',
    ],
    [
      { repository: 'platform', ownerId: '12' },
      'ci.ownerId',
      'no repositoryId beside it',
      'take ownerId out and run npm run jobs: it prints the lines of both',
    ],
    [
      { repository: 'platform', repositoryId: '34' },
      'ci.repositoryId',
      'no ownerId beside it',
      'take repositoryId out and run npm run jobs: it prints the lines of both',
    ],
    [
      { repository: 'platform', environmentPrefix: 'EU' },
      'ci.environmentPrefix',
      '"EU"',
      'write it as environmentPrefix: "eu-"',
    ],
  ])('are refused: %j', (ci, path, found, fix) => {
    expect(issuesOf(config({ ci }))).toEqual([expect.objectContaining({ path, found, fix })]);
  });
});

describe('a service whose roles would be called like those of the jobs', () => {
  const named = (service: string, environment: string, ci?: object): unknown =>
    config({
      environments: { [environment]: {} },
      services: { [service]: { repository: 'hello' } },
      ...(ci && { ci }),
    });

  it.each([
    ['eu-central-1', 'dev', 'shop-eu-central-1-'],
    ['eu-central-1-x', 'dev', 'shop-eu-central-1-x-'],
    ['central-1-x', 'eu', 'shop-eu-central-1-x-'],
    ['central-1', 'eu', 'shop-eu-central-1-'],
  ])('is refused: %s with the environment %s', (service, environment, beginning) => {
    expect(issuesOf(named(service, environment, { repository: 'platform' }))).toEqual([
      {
        path: `services.${service}`,
        found: `the name "${service}", whose roles would begin with "${beginning}"`,
        allowed:
          'names whose roles do not begin with "shop-eu-central-1-", with ci: those of the jobs do, and no job may change them',
        fix: 'rename it, or remove ci',
      },
    ]);
  });

  it.each([
    ['eu-central-11', 'dev'],
    ['eu-west-1-x', 'dev'],
    ['x-eu-central-1', 'dev'],
    ['central-1-x', 'dev'],
  ])('is not another one: %s with the environment %s', (service, environment) => {
    expect(issuesOf(named(service, environment, { repository: 'platform' }))).toEqual([]);
  });

  it('is as good as any other where no jobs deploy', () => {
    expect(issuesOf(named('eu-central-1-x', 'dev'))).toEqual([]);
  });
});

describe('an environment named review', () => {
  const environments = { review: {} };

  it('is refused where jobs review: they would be trusted with its role', () => {
    expect(issuesOf(config({ environments, ci: { repository: 'platform' } }))).toEqual([
      {
        path: 'environments.review',
        found: 'the name "review"',
        allowed: 'any name but review, with ci: it is the GitHub environment that reviews changes and looks for drift',
        fix: 'rename it, or remove ci',
      },
    ]);
  });

  it('is as good as any other where none do', () => {
    expect(issuesOf(config({ environments }))).toEqual([]);
  });
});

describe('an environment named shared', () => {
  const environments = { shared: {} };

  it('is refused where jobs deploy: GitHub has an environment of that name already', () => {
    expect(issuesOf(config({ environments, ci: { repository: 'platform' } }))).toEqual([
      {
        path: 'environments.shared',
        found: 'the name "shared"',
        allowed: 'any name but shared, with ci: it is the GitHub environment that deploys what all environments share',
        fix: 'rename it, or remove ci',
      },
    ]);
  });

  it('is as good as any other where none do', () => {
    expect(issuesOf(config({ environments }))).toEqual([]);
  });
});
