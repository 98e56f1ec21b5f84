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
  ])('are refused: %j', (ci, path, found, fix) => {
    expect(issuesOf(config({ ci }))).toEqual([expect.objectContaining({ path, found, fix })]);
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
