import { resolvePlatform } from '../../../config/resolve';
import { config, deploymentOf, issuesOf, pathsOf, withService } from '../../helpers/config';

describe('the smallest config', () => {
  it('takes every default', () => {
    expect(resolvePlatform(config())).toEqual({
      name: 'shop',
      account: '123456789012',
      region: 'eu-central-1',
      github: { owner: 'example-org' },
      providers: { aws: '>= 5.100.0, < 7.0.0', github: '>= 6.6.0, < 7.0.0' },
      tags: {},
      stacks: [],
      logs: { buildRetentionDays: 30, bucketAccess: false, bucketAccessRetentionDays: 90 },
      environments: [
        {
          name: 'dev',
          network: { cidr: '10.0.0.0/16', availabilityZones: 2, natGateways: 1 },
          edge: 'public',
          approval: false,
          protect: false,
          encryption: 'awsManaged',
          logs: {
            accessRetentionDays: 30,
            execRetentionDays: 365,
            insightsRetentionDays: 30,
            flows: 'none',
            flowRetentionDays: 30,
          },
          users: { callbackUrls: ['http://localhost:3000/callback'], logoutUrls: ['http://localhost:3000/'] },
          alarmTopicArns: [],
        },
      ],
      services: [
        {
          name: 'hello',
          repository: 'hello',
          branch: 'main',
          dockerfile: 'Dockerfile',
          context: '.',
          deployments: [
            {
              environment: 'dev',
              cpu: 512,
              memory: 1024,
              port: 80,
              healthCheck: {
                path: '/',
                interval: 30,
                timeout: 5,
                healthyThreshold: 5,
                unhealthyThreshold: 2,
                successCodes: '200',
              },
              tasks: { min: 1, desired: 1, max: 4 },
              scaling: { cpu: 60, scaleOutCooldown: 60, scaleInCooldown: 300, disableScaleIn: false },
              variables: {},
              secrets: {},
              secretKeys: [],
              executeCommand: true,
              logRetentionDays: 30,
              api: { path: 'hello', auth: 'cognito', listenerPriority: 27115 },
            },
          ],
        },
      ],
    });
  });

  it.each(['name', 'account', 'region', 'github', 'environments', 'services'])('needs its %s', (name) => {
    const rest = Object.entries(config()).filter(([option]) => option !== name);
    expect(pathsOf(Object.fromEntries(rest))).toEqual([name]);
  });
});

describe('encryption', () => {
  const encryptionOf = (environment: object): unknown =>
    resolvePlatform(config({ environments: { dev: environment } })).environments[0]?.encryption;

  it('is with keys of the account where the environment is protected, and with those of AWS where it is not', () => {
    expect([encryptionOf({}), encryptionOf({ protect: true })]).toEqual(['awsManaged', 'customerManaged']);
  });

  it('is as the environment says, protected or not', () => {
    expect(encryptionOf({ encryption: 'customerManaged' })).toBe('customerManaged');
    expect(encryptionOf({ protect: true, encryption: 'awsManaged' })).toBe('awsManaged');
  });

  it.each([
    ['kms', true],
    ['encryptionKey', 'alias/own'],
    ['kmsKeyArn', 'arn:aws:kms:eu-central-1:123456789012:key/0a'],
  ])('is what is meant by %s: %s', (name, value) => {
    const [issue] = issuesOf(config({ environments: { dev: { [name]: value } } }));
    expect(issue).toMatchObject({
      path: `environments.dev.${name}`,
      fix: expect.stringContaining('encryption: "customerManaged"') as string,
    });
  });
});

describe('logs', () => {
  it('take the words of AWS for the connections that are logged', () => {
    const [issue] = issuesOf(config({ environments: { dev: { logs: { flows: 'REJECT' } } } }));
    expect(issue).toMatchObject({
      path: 'environments.dev.logs.flows',
      fix: expect.stringContaining('"rejected"') as string,
    });
  });
});

describe('commands in containers', () => {
  const protectedProd = { dev: {}, prod: { protect: true } };
  const allowed = (options: object, environment: string): boolean =>
    deploymentOf(
      config({ environments: protectedProd, services: { hello: { repository: 'hello', ...options } } }),
      environment,
    ).executeCommand;

  it('may be run where the environment is not protected', () => {
    expect([allowed({}, 'dev'), allowed({}, 'prod')]).toEqual([true, false]);
  });

  it('may be run, or not, where the service says so', () => {
    expect([allowed({ executeCommand: true }, 'dev'), allowed({ executeCommand: true }, 'prod')]).toEqual([true, true]);
    expect([allowed({ executeCommand: false }, 'dev'), allowed({ executeCommand: false }, 'prod')]).toEqual([
      false,
      false,
    ]);
  });

  it('may be run, or not, where an override says so over the service', () => {
    const one = { executeCommand: false, environments: { prod: { executeCommand: true } } };
    expect([allowed(one, 'dev'), allowed(one, 'prod')]).toEqual([false, true]);
  });
});

describe('the options of a service', () => {
  it('come from the override first, then from the service, then from the defaults', () => {
    const input = withService({ port: 8080, logRetentionDays: 7, environments: { prod: { port: 9090 } } });
    expect(deploymentOf(input, 'dev')).toMatchObject({ port: 8080, logRetentionDays: 7, cpu: 512 });
    expect(deploymentOf(input, 'prod')).toMatchObject({ port: 9090, logRetentionDays: 7, cpu: 512 });
  });

  it('are merged inside nested options too', () => {
    const input = withService({
      healthCheck: { path: '/health', interval: 20 },
      scaling: { cpu: 40 },
      variables: { A: 'service', B: 'service' },
      api: { path: 'v1/hello' },
      environments: {
        prod: {
          healthCheck: { interval: 10 },
          scaling: { scaleInCooldown: 600 },
          variables: { B: 'prod', C: 'prod' },
          api: { auth: 'none' },
        },
      },
    });
    expect(deploymentOf(input, 'prod')).toMatchObject({
      healthCheck: { path: '/health', interval: 10, timeout: 5 },
      scaling: { cpu: 40, scaleInCooldown: 600, scaleOutCooldown: 60 },
      variables: { A: 'service', B: 'prod', C: 'prod' },
      api: { path: 'v1/hello', auth: 'none' },
    });
  });

  it('keep 0 and false, which are values and not the lack of one', () => {
    const input = withService({
      tasks: { min: 2, desired: 3 },
      scaling: { scaleOutCooldown: 0, disableScaleIn: true },
      environments: { prod: { tasks: { min: 0, desired: 0 }, scaling: { disableScaleIn: false } } },
    });
    expect(deploymentOf(input, 'prod').tasks).toEqual({ min: 0, desired: 0, max: 4 });
    expect(deploymentOf(input, 'prod').scaling).toMatchObject({ scaleOutCooldown: 0, disableScaleIn: false });
  });

  it('count as left out when they are undefined', () => {
    const input = withService({ port: undefined, tasks: { max: undefined }, environments: { prod: undefined } });
    expect(deploymentOf(input, 'prod')).toMatchObject({ port: 80, tasks: { min: 1, desired: 1, max: 4 } });
  });

  it.each([
    ['min raises desired', { min: 3 }, { min: 3, desired: 3, max: 4 }],
    ['min raises desired and max', { min: 9 }, { min: 9, desired: 9, max: 9 }],
    ['desired raises max', { desired: 6 }, { min: 1, desired: 6, max: 6 }],
    ['min 0 leaves desired at 1', { min: 0 }, { min: 0, desired: 1, max: 4 }],
  ])('default task counts follow those given: %s', (_case, tasks, expected) => {
    expect(deploymentOf(withService({ tasks })).tasks).toEqual(expected);
  });

  it('may be an environment with another size than the service, by cpu, by memory or by both', () => {
    const sized = (override: object): unknown =>
      withService({ cpu: 256, memory: 1024, environments: { prod: override } });
    expect(deploymentOf(sized({ cpu: 512 }), 'prod')).toMatchObject({ cpu: 512, memory: 1024 });
    expect(deploymentOf(sized({ memory: 2048 }), 'prod')).toMatchObject({ cpu: 256, memory: 2048 });
    expect(deploymentOf(sized({ cpu: 1024, memory: 8192 }), 'prod')).toMatchObject({ cpu: 1024, memory: 8192 });
  });
});

describe('a resolved platform', () => {
  it('has environments, services and deployments in the order of the config', () => {
    const input = config({
      environments: { test: {}, dev: {}, prod: {} },
      services: { b: { repository: 'b' }, a: { repository: 'a', environments: { prod: {}, test: {} } } },
    });
    const { environments, services } = resolvePlatform(input);
    expect(environments.map(({ name }) => name)).toEqual(['test', 'dev', 'prod']);
    expect(services.map(({ name }) => name)).toEqual(['b', 'a']);
    for (const { deployments } of services)
      expect(deployments.map(({ environment }) => environment)).toEqual(['test', 'dev', 'prod']);
  });

  it('may have environments and services with the names of built-in properties', () => {
    const input = config({
      environments: { constructor: {} },
      services: { constructor: { repository: 'x', environments: { constructor: { port: 81 } } } },
    });
    expect(resolvePlatform(input).services[0]).toMatchObject({
      name: 'constructor',
      deployments: [{ environment: 'constructor', port: 81 }],
    });
  });

  it('is frozen all through', () => {
    const platform = resolvePlatform(withService({ variables: { A: 'a' } }));
    const parts = [
      platform,
      platform.environments[0]?.users.callbackUrls,
      platform.services[0]?.deployments[0]?.variables,
    ];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual([true, true, true]);
  });

  it('is the same for the same config, which is left as it was', () => {
    const input = withService({ tasks: { min: 2 }, environments: { prod: { cpu: 1024, memory: 2048 } } });
    const before = structuredClone(input);
    expect(resolvePlatform(input)).toEqual(resolvePlatform(input));
    expect(input).toEqual(before);
    expect(Object.isFrozen(input)).toBe(false);
  });
});

describe('the report of a config with many mistakes', () => {
  const broken = {
    name: 'Shop',
    region: 'eu-central-1',
    github: { owner: 'example-org' },
    environments: { dev: { network: { cidr: '10.0.0.0/8' } }, 'pre-prod': {} },
    services: {
      hello: { repository: 'hello', cpuu: 256, port: 0, healthCheck: { interval: 10, timeout: 10 } },
      network: { repository: 'network', tasks: { min: 3, max: 2 }, environments: { prd: {} } },
    },
  };

  it('names every mistake at once, those of form and those of what options say together', () => {
    expect([...pathsOf(broken)].sort()).toEqual([
      'account',
      'environments.dev.network.cidr',
      'environments.pre-prod',
      'name',
      'services.hello.cpuu',
      'services.hello.healthCheck.timeout',
      'services.hello.port',
      'services.network',
      'services.network.environments.prd',
      'services.network.tasks.min',
    ]);
  });

  it('says nothing of what follows from another mistake', () => {
    const wrongCpu = withService({ cpu: '2048', memory: 16384, environments: { prod: { memory: 512 } } });
    expect(pathsOf(wrongCpu)).toEqual(['services.hello.cpu']);
    expect(
      pathsOf(config({ environments: 'dev', services: { hello: { repository: 'x', environments: { dev: {} } } } })),
    ).toEqual(['environments']);
  });

  it('names a mistake of a service once, in however many environments it shows', () => {
    expect(pathsOf(withService({ tasks: { min: 5, max: 2 } }))).toEqual(['services.hello.tasks.min']);
  });

  it('is thrown as an error with the name of the config and the issues', () => {
    expect(() => resolvePlatform(config({ name: 'X' }), { source: 'my.json' })).toThrow(
      /^my\.json has a mistake:\n\nname\n/,
    );
  });
});

describe('a config that is no plain data', () => {
  class Owner {
    readonly owner = 'example-org';
  }

  it.each([
    ['nothing', undefined, '(the whole config)', 'nothing'],
    ['null', null, '(the whole config)', 'null'],
    ['a text', 'shop', '(the whole config)', '"shop"'],
    ['a list', [config()], '(the whole config)', 'a list of 1'],
    ['a function', () => config(), '(the whole config)', 'a function'],
    ['a Map of services', config({ services: new Map() }), 'services', 'a Map'],
    ['an instance of a class', config({ github: new Owner() }), 'github', 'an instance of a class'],
    ['a date', config({ name: new Date(0) }), 'name', 'a Date'],
    ['a bigint', config({ account: 123456789012n }), 'account', 'a bigint'],
    ['a symbol as name', config({ [Symbol('x')]: 1 }), '["Symbol(x)"]', 'a name that cannot be used'],
  ])('is refused where it is none: %s', (_case, input, path, found) => {
    expect(issuesOf(input)).toMatchObject([{ path, found }]);
  });

  it('is refused when it contains itself', () => {
    const tags: Record<string, unknown> = {};
    tags.tags = tags;
    expect(issuesOf(config({ tags }))[0]).toMatchObject({ found: 'an object in itself, or far too deep' });
  });

  it('is refused when it would set a prototype, as JSON can', () => {
    const services = JSON.parse('{ "hello": { "repository": "x" }, "__proto__": { "repository": "y" } }') as unknown;
    expect(issuesOf(config({ services }))).toMatchObject([
      { path: 'services.__proto__', found: 'a name that cannot be used' },
    ]);
  });
});

describe('the quotas', () => {
  const many = config({
    services: Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`s${index}`, { repository: `s${index}` }]),
    ),
  });

  it('can be lifted for benchmarks, by the caller and not by the config', () => {
    expect(resolvePlatform(many, { liftQuotasForBenchmarks: true }).services).toHaveLength(1000);
    expect(pathsOf({ ...many, liftQuotasForBenchmarks: true })).toEqual(
      expect.arrayContaining(['liftQuotasForBenchmarks', 'services']),
    );
  });

  it('are the only rules that are lifted', () => {
    const input = withService({ tasks: { min: 5, max: 2 } });
    expect(issuesOf(input, { liftQuotasForBenchmarks: true })).toHaveLength(1);
  });
});
