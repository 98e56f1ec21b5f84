import { printPlatform } from '../../../../config/print';
import { resolvePlatform } from '../../../../config/resolve';
import { config, issuesOf } from '../../../helpers/config';

const environments = { dev: {}, prod: {} };
const withStacks = (stacks: object): ReturnType<typeof config> => config({ environments, stacks });

describe("stacks of the project's own", () => {
  it('are one in each environment, unless the config says otherwise', () => {
    const { stacks } = resolvePlatform(
      withStacks({ database: {}, queue: { environments: ['prod'] }, reports: { perEnvironment: false } }),
    );
    expect(stacks).toEqual([
      {
        name: 'database',
        perEnvironment: true,
        environments: ['dev', 'prod'],
        deployPermissions: [],
        applicationSecrets: [],
      },
      { name: 'queue', perEnvironment: true, environments: ['prod'], deployPermissions: [], applicationSecrets: [] },
      { name: 'reports', perEnvironment: false, environments: [], deployPermissions: [], applicationSecrets: [] },
    ]);
  });

  it('are printed as a config of the same platform', () => {
    const platform = resolvePlatform(withStacks({ queue: { environments: ['prod'] }, x: { perEnvironment: false } }));
    expect(resolvePlatform(JSON.parse(printPlatform(platform)))).toEqual(platform);
    expect(printPlatform(resolvePlatform(config()))).not.toContain('stacks');
  });

  it.each([
    ['an environment that does not exist', { database: { environments: ['prd'] } }, 'environments[0]', 'mean prod?'],
    [
      'environments, though all of them share it',
      { database: { perEnvironment: false, environments: ['dev'] } },
      'environments',
      'remove one of the two',
    ],
    ['no environment', { database: { environments: [] } }, 'environments', '["dev"]'],
  ])('are in %s: refused', (_, stacks, place, fix) => {
    expect(issuesOf(withStacks(stacks))).toEqual([
      expect.objectContaining({ path: `stacks.database.${place}`, fix: expect.stringContaining(fix) as string }),
    ]);
  });

  it.each([
    ['prod', {}, 'the name "prod", which environments.prod has too'],
    ['hello', {}, 'the name "hello", which services.hello has too'],
    ['network', {}, 'the name "network"'],
    ['My_Data', {}, 'the name "My_Data"'],
    ['dev-data', { perEnvironment: false }, 'which begins like those of dev'],
  ])('are not called %s', (name, options, found) => {
    const issues = issuesOf(withStacks({ [name]: options }));
    expect(issues[0]).toMatchObject({ path: `stacks.${name}`, found: expect.stringContaining(found) as string });
  });

  it('have ids that no other stack has', () => {
    const services = { hello: { repository: 'hello' }, 'dev-x': { repository: 'x' } };
    expect(issuesOf(config({ services, stacks: { 'x-registry': {} } }))).toEqual([
      {
        path: 'stacks.x-registry',
        found: 'a stack "dev-x-registry", which services.dev-x has too',
        allowed: 'names that give every stack its own id',
        fix: 'rename one of the two',
      },
    ]);
  });
});
