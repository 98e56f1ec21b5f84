import { config, issuesOf, pathsOf, withService } from '../../helpers/config';

const environmentsNamed = (name: string): unknown => config({ environments: { [name]: {} } });
const serviceNamed = (name: string): unknown => config({ services: { [name]: { repository: 'x' } } });
const tagged = (name: string): unknown => config({ tags: { [name]: 'x' } });
const variableNamed = (name: string): unknown => withService({ variables: { [name]: 'x' } });
const secretNamed = (name: string): unknown =>
  withService({ secrets: { [name]: 'arn:aws:ssm:eu-central-1:123456789012:parameter/x' } });

describe('a name', () => {
  it.each<[string, (name: string) => unknown, readonly string[], readonly string[]]>([
    [
      'of an environment',
      environmentsNamed,
      ['a', 'dev2', 'x'.repeat(16)],
      ['', 'x'.repeat(17), 'pre-prod', 'Dev', '1a', 'a_b'],
    ],
    [
      'of a service',
      serviceNamed,
      ['a', 'a-1', 'x'.repeat(40)],
      ['', 'x'.repeat(41), 'a-', '-a', 'a--b', 'A', 'a_b', '1a'],
    ],
    ['of a variable', variableNamed, ['a', '_', 'A_1', 'PORTS', 'x'.repeat(300)], ['', '1A', 'A-B', 'A.B', 'Ä']],
    ['of a secret', secretNamed, ['TOKEN'], ['TO-KEN']],
    [
      'of a tag',
      tagged,
      ['a', 'Größe 5 _.:/=+-@', 'x'.repeat(128), 'paws:x'],
      ['', 'x'.repeat(129), 'aws:x', 'AWS:x', 'a,b'],
    ],
  ])('is taken just within and refused just beyond its grammar: %s', (_kind, build, allowed, refused) => {
    for (const name of allowed) expect({ name, issues: issuesOf(build(name)) }).toEqual({ name, issues: [] });
    for (const name of refused)
      expect({ name, issues: issuesOf(build(name)) }).toEqual({ name, issues: [expect.objectContaining({})] });
  });

  it.each([
    ['an environment', environmentsNamed('Pre-Prod'), 'environments.Pre-Prod', 'rename it, for example to preprod'],
    ['a service', serviceNamed('OrderApi_v2'), 'services.OrderApi_v2', 'rename it, for example to order-api-v2'],
    [
      'a variable',
      variableNamed('LOG.LEVEL'),
      'services.hello.variables["LOG.LEVEL"]',
      'rename it, for example to LOG_LEVEL',
    ],
    ['a tag', tagged('aws:team,eu'), 'tags["aws:team,eu"]', 'rename it, for example to team-eu'],
    ['a service without a letter', serviceNamed('42'), 'services.42', 'choose another name'],
  ])('that is wrong comes with one that is right: %s', (_kind, input, path, fix) => {
    expect(issuesOf(input)).toMatchObject([{ path, fix }]);
  });

  it('that is wrong does not hide what is wrong with its value', () => {
    const input = config({ services: { My_Service: { repository: 'x', port: 0 } } });
    expect([...pathsOf(input)].sort()).toEqual(['services.My_Service', 'services.My_Service.port']);
  });

  it('is checked in overrides as well', () => {
    expect(pathsOf(withService({ environments: { prod: { variables: { 'A-B': 'x' } } } }))).toEqual([
      'services.hello.environments.prod.variables.A-B',
    ]);
  });
});

describe('a reserved name', () => {
  it.each(['bootstrap', 'cluster', 'gateway', 'network', 'pipeline', 'registry'])(
    'cannot be that of a service: %s',
    (name) => {
      expect(issuesOf(serviceNamed(name))).toEqual([
        {
          path: `services.${name}`,
          found: `the name "${name}"`,
          allowed: 'any name but bootstrap, cluster, gateway, network, pipeline and registry, which stacks end in',
          fix: `rename it, for example to ${name}-service`,
        },
      ]);
    },
  );

  it.each(['api', 'gateways', 'my-network', 'clusters'])('is not one that only resembles it: %s', (name) => {
    expect(issuesOf(serviceNamed(name))).toEqual([]);
  });

  it.each(['sg', 'sg-shop', 'internal', 'internal-tools', 'ssm', 'ssmshop', 'sthree-x', 'amzn-s3-demo-x'])(
    'cannot be the beginning of physical names: %s',
    (name) => {
      expect(issuesOf(config({ name }))).toEqual([
        {
          path: 'name',
          found: `"${name}"`,
          allowed: 'names that do not begin with amzn-s3-demo-, internal-, sg-, ssm or sthree-, which AWS refuses',
          fix: 'rename it',
        },
      ]);
    },
  );

  it.each(['sgshop', 'internals', 'sthreex', 'my-sg', 'assm'])('is not one that only resembles it: %s', (name) => {
    expect(issuesOf(config({ name }))).toEqual([]);
  });

  it.each(['aws', 'myaws', 'amazonia', 'x-cognito'])('cannot be in a sign-in domain: platform %s', (name) => {
    expect(issuesOf(config({ name }))).toMatchObject([
      { path: 'name', allowed: 'names without aws, amazon or cognito, which Cognito refuses in sign-in domains' },
    ]);
  });

  it.each(['paws', 'amazon', 'cognito2'])('cannot be in a sign-in domain: environment %s', (name) => {
    expect(pathsOf(environmentsNamed(name))).toEqual([`environments.${name}`]);
  });

  it.each([
    ['variables', variableNamed('PORT')],
    ['secrets', secretNamed('PORT')],
  ])('cannot be that of %s: PORT', (kind, input) => {
    expect(issuesOf(input)).toEqual([
      {
        path: `services.hello.${kind}.PORT`,
        found: 'the name "PORT"',
        allowed: "any name but PORT, which is always the service's port",
        fix: 'remove it, and set the option port',
      },
    ]);
  });
});
