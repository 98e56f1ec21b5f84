import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { requireApart, type LoadedPlatform } from '../../../../cli/platforms/check';
import { listedPlatforms } from '../../../../cli/platforms/list';
import { otherPlatforms } from '../../../../cli/platforms/matrix';
import type { ContinuousIntegration } from '../../../../config/types';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const ci = { repository: 'platform', branch: 'main', oidcProvider: 'create' } as const;
const first: LoadedPlatform = {
  ...{ config: 'platform.config.ts', branch: 'main' },
  platform: { name: 'shop', account: '111111111111', region: 'eu-central-1', github: { owner: 'example-org' }, ci },
};

/** Another platform of the repository. */
function other(
  changes: Partial<LoadedPlatform['platform']> = {},
  more: Partial<ContinuousIntegration> = {},
): LoadedPlatform {
  const own = { ...ci, environmentPrefix: 'us-', ...more };
  const platform = { ...first.platform, account: '222222222222', region: 'us-east-1', ci: own, ...changes };
  return { config: 'platforms/us.config.ts', branch: 'main', platform };
}

function withoutCi(listed: LoadedPlatform): LoadedPlatform {
  const { name, account, region, github } = listed.platform;
  return { ...listed, platform: { name, account, region, github } };
}

function refused(...platforms: readonly LoadedPlatform[]): { readonly message: string; readonly hint: string } {
  try {
    requireApart(platforms);
  } catch (error) {
    return error as { readonly message: string; readonly hint: string };
  }
  throw new Error('they were taken');
}

describe('the platforms of a repository', () => {
  it('are given to the workflows with what their jobs need, but for the first', () => {
    expect(otherPlatforms(requireApart([first, other()]))).toEqual([
      {
        ...{ name: 'us', config: 'platforms/us.config.ts', prefix: 'us-', branch: 'main', region: 'us-east-1' },
        role: 'arn:aws:iam::222222222222:role/shop-us-east-1-ci-review',
      },
    ]);
    expect(otherPlatforms(requireApart([first]))).toEqual([]);
  });

  it.each<[string, readonly LoadedPlatform[], string, string]>([
    ['without the first', [other()], 'does not begin with platform.config.ts', 'Its first entry'],
    ['without ci', [first, withoutCi(other())], 'names no repository', 'Add ci:'],
    [
      'with another branch than ci.branch',
      [first, { ...other(), branch: 'eu' }],
      'deployed from eu, and ci.branch',
      'in both',
    ],
    [
      'with two branches',
      [first, { ...other({}, { branch: 'eu' }), branch: 'eu' }],
      'the branch must be the same',
      'default branch',
    ],
    [
      'with two repositories',
      [first, other({}, { repository: 'us' })],
      'the repository must be the same',
      'ci.repository',
    ],
    [
      'without a prefix',
      [first, other({ ci })],
      'platforms/us.config.ts has no ci.environmentPrefix',
      "environmentPrefix: 'eu-'",
    ],
    [
      'with a prefix of the first, whose jobs run in environments without one',
      [{ ...first, platform: { ...first.platform, ci: { ...ci, environmentPrefix: 'eu-' } } }, other()],
      'platform.config.ts has ci.environmentPrefix "eu-", and the first platform of platforms.json has none.',
      'Take it out',
    ],
    [
      'with the same prefix',
      [first, other(), { ...other({ name: 'b' }, { oidcProvider: 'existing' }), config: 'b.ts' }],
      'ci.environmentPrefix must differ in platforms/us.config.ts and b.ts, and is "us-" in both.',
      "environmentPrefix: 'eu-'",
    ],
    [
      'with the same account and name',
      [first, other({ account: '111111111111' }, { oidcProvider: 'existing' })],
      'account and name must differ',
      'Rename one',
    ],
    [
      'that both make the OIDC provider of one account',
      [first, other({ account: '111111111111', name: 'other' })],
      'the account in which both make the OIDC provider must differ',
      "oidcProvider: 'existing'",
    ],
    ['with one config twice', [first, other(), other()], 'the config must differ', 'Take one'],
  ])('are refused %s', (_what, platforms, message, hint) => {
    const error = refused(...platforms);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });
});

describe('the list of platforms', () => {
  const temporary = temporaryFolder();
  const read = (text: string): unknown => {
    writeFileSync(path.join(temporary.path(), 'platforms.json'), text);
    return listedPlatforms(temporary.path());
  };

  it('is not there in a repository of one platform', () => {
    expect(listedPlatforms(temporary.path())).toBeUndefined();
  });

  it('names configs and branches', () => {
    const list = [{ config: 'platform.config.ts', branch: 'main' }];
    expect(read(JSON.stringify(list))).toEqual(list);
  });

  it.each([
    ['{', 'platforms.json is no list of configs and branches.'],
    ['{}', 'platforms.json is no list of configs and branches.'],
    ['["platform.config.ts"]', 'platforms.json is no list of configs and branches, at 0.'],
    ['[{ "config": "a.ts" }]', 'platforms.json is no list of configs and branches, at 0.branch.'],
  ])('is refused with where, and an example: %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
