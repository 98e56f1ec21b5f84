import fc from 'fast-check';
import { optionSchema } from '../../../config/schema/navigate';
import { usableValue } from '../../../config/usable-value';
import { config, issuesOf, withEnvironment, withService, type RawConfig } from '../../helpers/config';

const topic = 'arn:aws:sns:eu-central-1:123456789012:alarms';

describe('the fix of a wrong value', () => {
  it.each<[string, RawConfig, string]>([
    ['a path', withService({ healthCheck: '/health' }), 'write it as healthCheck: { path: "/health" }'],
    ['a path without a slash', withService({ healthCheck: { path: 'health' } }), 'write it as path: "/health"'],
    ['a number of tasks', withService({ tasks: 3 }), 'write it as tasks: { desired: 3 }'],
    ['a number of tasks in quotes', withService({ tasks: '3' }), 'write it as tasks: { desired: 3 }'],
    ['a percentage', withService({ scaling: 70 }), 'write it as scaling: { cpu: 70 }'],
    ['a path in the API', withService({ api: '/shop/orders/' }), 'write it as api: { path: "shop/orders" }'],
    ['a word', withService({ api: 'none' }), 'write it as api: { auth: "none" }'],
    ['a block', withEnvironment({ network: '10.1.0.0/16' }), 'write it as network: { cidr: "10.1.0.0/16" }'],
    ['an owner', config({ github: 'shop-inc' }), 'write it as github: { owner: "shop-inc" }'],
    ['a repository', config({ ci: 'shop-inc/infra' }), 'write it as ci: { repository: "infra" }'],
    ['a service', config({ services: { web: 'web-app' } }), 'write it as web: { repository: "web-app" }'],
  ])('keeps it as an option of the group that was meant: %s', (_case, input, fix) => {
    expect(issuesOf(input)).toMatchObject([{ fix }]);
  });

  it.each<[string, RawConfig, string]>([
    ['a topic', withEnvironment({ alarmTopicArns: topic }), `write it as alarmTopicArns: ["${topic}"]`],
    [
      'a URL',
      withEnvironment({ users: { callbackUrls: 'https://shop.example/cb' } }),
      'write it as callbackUrls: ["https://shop.example/cb"]',
    ],
    [
      'a URL for the whole group',
      withEnvironment({ users: 'https://shop.example/cb' }),
      'write it as users: { callbackUrls: ["https://shop.example/cb"] }',
    ],
  ])('keeps it in a list: %s', (_case, input, fix) => {
    expect(issuesOf(input)).toMatchObject([{ fix }]);
  });

  it.each<[string, RawConfig, string]>([
    ['a number in quotes', withService({ cpu: '256', memory: 512 }), 'write it without quotes: cpu: 256'],
    ['a number of vCPUs', withService({ cpu: 0.25, memory: 512 }), 'write it as cpu: 256'],
    ['vCPUs with their unit', withService({ cpu: '1 vCPU', memory: 2048 }), 'write it as cpu: 1024'],
    ['GB', withService({ cpu: 256, memory: '1GB' }), 'write it as memory: 1024'],
    ['MiB', withService({ cpu: 256, memory: '512 MiB' }), 'write it as memory: 512'],
    ['a number of GiB', withService({ cpu: 1024, memory: 2 }), 'write it as memory: 2048'],
    ['a mapping of ports', withService({ port: ['8080:3000'] }), 'write it as port: 3000'],
    [
      'a list of success codes',
      withService({ healthCheck: { successCodes: [200, 204] } }),
      'write it as successCodes: "200,204"',
    ],
    [
      'a number of days near in quotes',
      withService({ logRetentionDays: '31' }),
      'change it, for example to logRetentionDays: 30, or leave it out',
    ],
    ['yes', withEnvironment({ approval: 'yes' }), 'write it as approval: true'],
    ['true for a number', withEnvironment({ network: { natGateways: true } }), 'write it as natGateways: 1'],
    [
      'a list of zones',
      withEnvironment({ network: { availabilityZones: ['a', 'b', 'c'] } }),
      'write it as availabilityZones: 3',
    ],
    [
      'a path in the repository',
      withService({ dockerfile: './docker/Dockerfile' }),
      'write it as dockerfile: "docker/Dockerfile"',
    ],
    ['the root of the repository', withService({ context: './' }), 'write it as context: "."'],
    ['a number as text', withService({ variables: { RETRIES: 3 } }), 'write it in quotes: RETRIES: "3"'],
  ])('keeps it in the form of the option: %s', (_case, input, fix) => {
    expect(issuesOf(input)).toMatchObject([{ fix }]);
  });

  it.each<[string, string, string]>([
    ['name', 'Shop_Floor', 'shop-floor'],
    ['name', 'ShopFloor', 'shop-floor'],
    ['account', '1234-5678-9012', '123456789012'],
    ['region', 'EU_CENTRAL_1', 'eu-central-1'],
    ['region', 'us-east-1a', 'us-east-1'],
  ])('keeps it as it may be written: %s %s', (option, found, written) => {
    expect(issuesOf(config({ [option]: found }))).toMatchObject([{ fix: `write it as ${option}: "${written}"` }]);
  });

  it.each<[string, RawConfig, string]>([
    [
      'variables of ECS',
      withService({ variables: [{ name: 'A', value: 'x' }] }),
      'write it as an object: variables: { A: ... }',
    ],
    [
      'variables of a compose file',
      withService({ variables: ['A=x', 'B=y'] }),
      'write it as an object: variables: { A: ..., B: ... }',
    ],
    ['tags', config({ tags: [{ Key: 'team', Value: 'x' }] }), 'write it as an object: tags: { team: ... }'],
    [
      'environments and what is in them',
      config({ environments: ['dev', { name: 'prod' }] }),
      'write it as an object: environments: { dev: { ... }, prod: { ... } }',
    ],
  ])('keeps the names of a list where an object belongs: %s', (_case, input, fix) => {
    expect(issuesOf(input)).toMatchObject([{ fix }]);
  });

  it.each<[string, RawConfig, string]>([
    ['environments', config({ environments: ['dev', 'prod'] }), 'write it as environments: { dev: {}, prod: {} }'],
    ['one environment', config({ environments: 'dev' }), 'write it as environments: { dev: {} }'],
    ['services', config({ services: ['web'] }), 'write it as services: { web: { repository: "web" } }'],
  ])('keeps names alone as an object: %s', (_case, input, fix) => {
    expect(issuesOf(input)).toMatchObject([{ fix }]);
  });

  it('takes the name of a service for that of its repository', () => {
    expect(issuesOf(config({ services: { web: {} } }))).toMatchObject([{ fix: 'add repository: "web"' }]);
  });

  it.each<[string, RawConfig, string]>([
    ['seconds', withService({ healthCheck: { interval: '10s' } }), 'write it as interval: 10'],
    ['minutes', withService({ scaling: { scaleInCooldown: '2 minutes' } }), 'write it as scaleInCooldown: 120'],
    ['weeks', withService({ logRetentionDays: '1 week' }), 'write it as logRetentionDays: 7'],
    [
      'the root of the API',
      withService({ api: { path: '/' } }),
      'leave it out; its path is then its name, since the root of the API is that of no service',
    ],
  ])('keeps what is written as in other tools: %s', (_case, input, fix) => {
    expect(issuesOf(input)).toMatchObject([{ fix }]);
  });

  it('says how to do without an option that cannot be turned off', () => {
    expect(issuesOf(withService({ scaling: false }))).toMatchObject([
      { fix: 'leave it out; for a fixed number of tasks, set tasks.min and tasks.max to it' },
    ]);
    expect(issuesOf(withService({ api: false }))).toMatchObject([
      { fix: 'leave it out: every service is reached through the API' },
    ]);
  });
});

describe('a value that a fix proposes', () => {
  const options = [
    ['name'],
    ['account'],
    ['region'],
    ['github'],
    ['environments', 'x', 'alarmTopicArns'],
    ['environments', 'x', 'network'],
    ['services', 'x'],
    ['services', 'x', 'cpu'],
    ['services', 'x', 'memory'],
    ['services', 'x', 'port'],
    ['services', 'x', 'healthCheck'],
    ['services', 'x', 'dockerfile'],
    ['services', 'x', 'api'],
  ];

  it('is one that the option takes, for any value that was found', () => {
    const found = fc.oneof(fc.anything(), fc.string(), fc.double(), fc.webUrl(), fc.array(fc.string()));
    fc.assert(
      fc.property(fc.constantFrom(...options), found, (path, value) => {
        const schema = optionSchema(path);
        const usable = usableValue(schema, value);
        expect(usable === undefined || schema.safeParse(usable).success).toBe(true);
      }),
    );
  });

  it('is never made of a secret', () => {
    const arn = 'arn:aws:ssm:eu-central-1:123456789012:parameter/x';
    expect(usableValue(optionSchema(['services', 'x', 'secrets', 'TOKEN']), arn)).toBeUndefined();
    expect(usableValue(optionSchema(['services', 'x', 'secrets']), { TOKEN: arn })).toBeUndefined();
  });
});
