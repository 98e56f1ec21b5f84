import { configOf, EXAMPLES, issuesOf, VALUE_NAMES } from '../../../../cli/init/values';
import { resolvePlatform } from '../../../../config/resolve';

describe('the values of a project', () => {
  it('have examples that make a platform of one service in one environment', () => {
    const { name, account, region, github, environments, services } = resolvePlatform(configOf(EXAMPLES));
    expect({ name, account, region, github }).toEqual({
      name: 'shop',
      account: '123456789012',
      region: 'eu-central-1',
      github: { owner: 'example-org' },
    });
    expect(environments.map((each) => each.name)).toEqual(['dev']);
    expect(services).toMatchObject([{ name: 'hello', repository: 'hello' }]);
  });

  it('are right as long as nothing is known', () => {
    expect(issuesOf({})).toEqual([]);
  });

  it.each([
    ['name', 'Shop', 'name'],
    ['name', 'amazon-shop', 'name'],
    ['account', '12', 'account'],
    ['region', 'mars', 'region'],
    ['region', 'cn-north-1', 'region'],
    ['owner', '-', 'github.owner'],
    ['repository', 'a/b', 'services.hello.repository'],
    ['service', 'gateway', 'services.gateway'],
    ['service', 'a b', 'services["a b"]'],
    ['service', '', 'services[""]'],
  ] as const)('are refused by the rules of the config: %s %s', (name, value, path) => {
    const issues = issuesOf({ [name]: value });
    expect(issues.map((issue) => issue.path)).toContain(path);
    expect(issuesOf({ [name]: value }, [name])).toEqual(issues);
    expect(
      issuesOf(
        { [name]: value },
        VALUE_NAMES.filter((each) => each !== name),
      ),
    ).toEqual([]);
  });
});
