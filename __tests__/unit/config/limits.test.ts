import { serviceSchema } from '../../../config/schema/service';
import {
  config,
  deploymentOf,
  issuesOf,
  pathsOf,
  withEnvironment,
  withService,
  type RawConfig,
} from '../../helpers/config';

type Build = (value: unknown) => RawConfig;

const inService =
  (option: string, beside: object = {}): Build =>
  (value) =>
    withService({ ...beside, [option]: value });
const inGroup =
  (group: string, option: string, beside: object = {}): Build =>
  (value) =>
    withService({ [group]: { ...beside, [option]: value } });
const inPlatform =
  (option: string): Build =>
  (value) =>
    config({ [option]: value });
const inNetwork =
  (option: string, beside: object = {}): Build =>
  (value) =>
    withEnvironment({ network: { ...beside, [option]: value } });
const inUsers =
  (option: string): Build =>
  (value) =>
    withEnvironment({ users: { [option]: value } });
const owner: Build = (value) => config({ github: { owner: value } });
const topic: Build = (value) => withEnvironment({ alarmTopicArns: [value] });
const secret: Build = (value) => withService({ secrets: { TOKEN: value } });
const tag: Build = (value) => config({ tags: { team: value } });

const ssm = 'arn:aws:ssm:eu-central-1:123456789012:parameter/token';
const key = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const manager = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:token-AbCdEf';

describe('a value at the edge of what is allowed', () => {
  it.each<[string, Build, readonly unknown[], readonly unknown[]]>([
    ['name', inPlatform('name'), ['ab', 'a'.repeat(32), 'a-1-b'], ['a', 'a'.repeat(33), '1a', 'a-', 'a--b', 'A', '']],
    [
      'account',
      inPlatform('account'),
      ['000000000000', '123456789012'],
      ['12345678901', '1234567890123', '12345678901a'],
    ],
    [
      'region',
      inPlatform('region'),
      ['us-west-2', 'ap-southeast-4', 'us-gov-west-1', 'us-gov-east-1', 'mx-central-2'],
      ['frankfurt', 'eu-central', 'eu-central-1a', 'EU-CENTRAL-1', 'eu_central_1'],
    ],
    [
      'github.owner',
      owner,
      ['a', 'A-b', 'a_b', 'x'.repeat(39)],
      ['', '-a', 'a-', 'a--b', 'x'.repeat(40), 'a/b', 'a b'],
    ],
    ['tags.team', tag, ['', 'Größe 5 =a+b@c', 'x'.repeat(256)], ['x'.repeat(257), 'a,b', '<x>']],
    ['network.availabilityZones', inNetwork('availabilityZones'), [2, 6], [1, 7, 2.5]],
    ['network.natGateways', inNetwork('natGateways', { availabilityZones: 6 }), [0, 1, 6], [-1, 7, 1.5]],
    [
      'users.callbackUrls[0]',
      (value) => inUsers('callbackUrls')([value]),
      ['https://a.b/c?d=e', 'https://a', 'http://localhost', 'http://localhost:3000/x'],
      ['http://a.b/', 'http://localhost.evil.org/', 'https://', 'https://a/#b', 'https://a b', 'app://x', ''],
    ],
    ['users.callbackUrls', inUsers('callbackUrls'), [Array(100).fill('https://a')], [[], Array(101).fill('https://a')]],
    ['users.logoutUrls', inUsers('logoutUrls'), [[], Array(100).fill('https://a')], [Array(101).fill('https://a')]],
    [
      'alarmTopicArns[0]',
      topic,
      ['arn:aws:sns:eu-central-1:123456789012:alarms'],
      ['alarms', 'arn:aws:sqs:eu-central-1:123456789012:alarms', 'arn:aws:sns:eu-central-1:1:alarms'],
    ],
    [
      'alarmTopicArns',
      (value) => withEnvironment({ alarmTopicArns: value }),
      [[], Array(5).fill('arn:aws:sns:eu-central-1:123456789012:a')],
      [Array(6).fill('arn:aws:sns:eu-central-1:123456789012:a')],
    ],
    [
      'secretKeys[0]',
      (value) => withService({ secrets: { TOKEN: ssm }, secretKeys: [value] }),
      [key, key.replace(/[^/]*$/, `mrk-${'0'.repeat(32)}`)],
      ['', key.replace(/[^/]*$/, ''), key.replace('key/', 'alias/'), key.replace(/^.*[/]/, ''), `${key}0`, `${key}*`],
    ],
    [
      'secretKeys',
      (value) => withService({ secrets: { TOKEN: ssm }, secretKeys: value }),
      [[], Array(10).fill(key)],
      [Array(11).fill(key), key],
    ],
    [
      'repository',
      inService('repository'),
      ['a', 'A.b_c-d', '.github', 'x'.repeat(100)],
      ['', 'a/b', '.', '..', 'a.git', 'x'.repeat(101), 'a b', '$(x)'],
    ],
    [
      'branch',
      inService('branch'),
      ['main', 'release/2.x', 'feature/a_b+c', 'dependabot/npm/@x-1', 'x'.repeat(255)],
      [
        '',
        '-x',
        '/x',
        'x/',
        'a..b',
        'a//b',
        'a b',
        'a~1',
        'a^',
        'a:b',
        'a*',
        'x.lock',
        'x.',
        'a/.b',
        '@{x',
        'x'.repeat(256),
      ],
    ],
    [
      'dockerfile',
      inService('dockerfile'),
      ['Dockerfile', 'docker/web.Dockerfile', '.docker/a'],
      [
        '',
        '.',
        '..',
        '/Dockerfile',
        '../Dockerfile',
        'a/../b',
        'a//b',
        'a/',
        './a',
        '-f',
        'a/-b',
        'a b',
        'a;b',
        '$(a)',
        'a\n',
      ],
    ],
    [
      'context',
      inService('context'),
      ['.', 'app', 'services/app'],
      ['', '..', '/', './app', 'app/', 'a/..', '-x', 'a b'],
    ],
    ['cpu', inService('cpu', { memory: 2048 }), [256, 512, 1024], [0, 255, 300, 32768, '512']],
    ['memory', inService('memory', { cpu: 16384 }), [32768, 122880], [0, 511, 1000, 130000]],
    ['port', inService('port'), [1, 65535], [0, 65536, 80.5, '80', null]],
    [
      'healthCheck.path',
      inGroup('healthCheck', 'path'),
      ['/', '/a?b=c', `/${'x'.repeat(1023)}`],
      ['', 'a', '/a b', `/${'x'.repeat(1024)}`],
    ],
    ['healthCheck.interval', inGroup('healthCheck', 'interval', { timeout: 2 }), [5, 300], [4, 301]],
    ['healthCheck.timeout', inGroup('healthCheck', 'timeout', { interval: 300 }), [2, 120], [1, 121]],
    ['healthCheck.healthyThreshold', inGroup('healthCheck', 'healthyThreshold'), [2, 10], [1, 11]],
    ['healthCheck.unhealthyThreshold', inGroup('healthCheck', 'unhealthyThreshold'), [2, 10], [1, 11]],
    [
      'healthCheck.successCodes',
      inGroup('healthCheck', 'successCodes'),
      ['200', '499', '200,204', '200-299', '200-299,401,403-404'],
      ['199', '500', '', '200,', '200-', '2xx', '200 204', '200-299-300', 200],
    ],
    ['tasks.min', inGroup('tasks', 'min'), [0, 5000], [-1, 5001, 1.5]],
    ['tasks.desired', inGroup('tasks', 'desired', { min: 0 }), [0, 5000], [-1, 5001]],
    ['tasks.max', inGroup('tasks', 'max'), [1, 5000], [0, 5001]],
    ['scaling.cpu', inGroup('scaling', 'cpu'), [1, 100], [0, 101]],
    ['scaling.scaleOutCooldown', inGroup('scaling', 'scaleOutCooldown'), [0, 86_400], [-1, 86_401]],
    ['scaling.scaleInCooldown', inGroup('scaling', 'scaleInCooldown'), [0, 86_400], [-1, 86_401]],
    ['scaling.disableScaleIn', inGroup('scaling', 'disableScaleIn'), [true, false], ['true', 0, null]],
    ['logRetentionDays', inService('logRetentionDays'), [1, 30, 3653], [0, 2, 31, 3654]],
    [
      'api.path',
      inGroup('api', 'path'),
      ['a', 'v1/orders', 'A.b_c-d/2', 'x'.repeat(125)],
      ['', '/a', 'a/', 'a//b', '.', '..', 'a/../b', 'a/.', 'a b', 'a~b', '{x}', '*', 'ä', 'x'.repeat(126)],
    ],
    ['api.auth', inGroup('api', 'auth'), ['cognito', 'none'], ['iam', '', true]],
    [
      'secrets.TOKEN',
      secret,
      [
        ssm,
        'arn:aws-cn:ssm:cn-north-1:123456789012:parameter/a/b.c_d-e',
        manager,
        `${manager}:key::`,
        `${manager}:key:AWSCURRENT:`,
        'arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:a/b+c=d.e@f-AbCdEf',
      ],
      [
        '',
        '/shop/token',
        'arn:aws:ssm:eu-central-1:1:parameter/x',
        'arn:aws:s3:::bucket',
        `${manager}:key`,
        `${ssm} `,
        5,
      ],
    ],
  ])('is taken just within and refused just beyond: %s', (path, build, allowed, refused) => {
    for (const value of allowed) expect({ value, paths: pathsOf(build(value)) }).toEqual({ value, paths: [] });
    for (const value of refused)
      expect({ value, paths: pathsOf(build(value)) }).toEqual({
        value,
        paths: [expect.stringMatching(path.replace('[', '\\['))],
      });
  });
});

describe('a wrong value', () => {
  it.each<[string, RawConfig, object]>([
    [
      'missing',
      withService({ repository: undefined }),
      {
        path: 'services.hello.repository',
        found: 'nothing',
        allowed: 'the name of a repository, without owner and without .git',
        fix: 'add repository: "hello"',
      },
    ],
    [
      'out of its range',
      withService({ healthCheck: { interval: 301 } }),
      {
        path: 'services.hello.healthCheck.interval',
        found: '301',
        allowed: 'a whole number of seconds from 5 to 300',
        fix: 'change it, for example to interval: 30, or leave it out',
      },
    ],
    [
      'not among those offered',
      withService({ logRetentionDays: 100 }),
      {
        path: 'services.hello.logRetentionDays',
        found: '100',
        fix: 'change it, for example to logRetentionDays: 90, or leave it out',
      },
    ],
    [
      'not among those that go with another option',
      withService({ cpu: 512, memory: 300 }),
      { path: 'services.hello.memory', found: '300', fix: 'change it, for example to memory: 1024, or leave it out' },
    ],
    [
      'not among those that go with another option that is right',
      withService({ cpu: 500, memory: 8192 }),
      { path: 'services.hello.cpu', found: '500', fix: 'change it, for example to cpu: 1024, or leave it out' },
    ],
    [
      'a number in quotes',
      withService({ port: '8080' }),
      { path: 'services.hello.port', found: '"8080"', fix: 'write it without quotes: port: 8080' },
    ],
    [
      'true in quotes',
      withEnvironment({ approval: 'true' }),
      { path: 'environments.dev.approval', found: '"true"', fix: 'write it without quotes: approval: true' },
    ],
    [
      'a number where a text belongs',
      withService({ variables: { RETRIES: 3 } }),
      { path: 'services.hello.variables.RETRIES', found: '3', fix: 'write it in quotes: RETRIES: "3"' },
    ],
    [
      'a word with a slip in it',
      withService({ api: { auth: 'Cognitto' } }),
      { path: 'services.hello.api.auth', found: '"Cognitto"', fix: 'did you mean auth: "cognito"?' },
    ],
    [
      'an account as a number, which loses its leading zeros',
      config({ account: 12345678901 }),
      {
        path: 'account',
        found: '12345678901',
        allowed: 'an AWS account id: 12 digits in quotes',
        fix: 'write it in quotes, since a number loses leading zeros: account: "012345678901"',
      },
    ],
    [
      'one success code as a number',
      withService({ healthCheck: { successCodes: 200 } }),
      { path: 'services.hello.healthCheck.successCodes', fix: 'write it in quotes: successCodes: "200"' },
    ],
    [
      'a repository with its owner',
      withService({ repository: 'example-org/orders' }),
      {
        path: 'services.hello.repository',
        found: '"example-org/orders"',
        fix: 'give only the name, repository: "orders"; the owner is github.owner',
      },
    ],
    [
      "a repository's URL",
      withService({ repository: 'https://github.com/example-org/orders.git' }),
      { fix: 'give only the name, repository: "orders"; the owner is github.owner' },
    ],
    [
      'no environment at all',
      config({ environments: {} }),
      {
        path: 'environments',
        allowed: 'an object with at least one environment',
        found: 'an empty object',
        fix: 'change it, for example to environments: { dev: {} }',
      },
    ],
    [
      'no service at all',
      config({ services: {} }),
      { path: 'services', allowed: 'an object with at least one service' },
    ],
  ])('is named with what is allowed and with the fix: %s', (_case, input, expected) => {
    expect(issuesOf(input)).toEqual([expect.objectContaining(expected)]);
  });
});

describe('an unknown option', () => {
  it('is refused with the name that was meant', () => {
    const names = Object.keys(serviceSchema.shape);
    expect(names).toEqual(expect.arrayContaining(['repository', 'healthCheck', 'environments']));
    expect(issuesOf(withService({ healthcheck: {} }))).toEqual([
      {
        path: 'services.hello.healthcheck',
        found: 'an unknown option "healthcheck"',
        allowed: `the options ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`,
        fix: 'did you mean healthCheck?',
      },
    ]);
  });

  it('is refused without a guess when nothing is near', () => {
    expect(issuesOf(withService({ xyzzy: 1 }))).toMatchObject([{ path: 'services.hello.xyzzy', fix: 'remove it' }]);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])('is refused when it is called %s', (name) => {
    expect(issuesOf(withService({ [name]: 1 }))).toMatchObject([
      { path: `services.hello.${name}`, found: `an unknown option "${name}"` },
    ]);
  });

  it('may be $schema at the top of a config only', () => {
    expect(pathsOf(config({ $schema: './config/platform.schema.json' }))).toEqual([]);
    expect(pathsOf(withService({ $schema: 'x' }))).toEqual(['services.hello.$schema']);
  });
});

describe('an option that is not available yet', () => {
  it.each([
    ['domain', withEnvironment({ domain: { name: 'example.org' } }), 'environments.dev.domain'],
    ['waf', withEnvironment({ waf: true }), 'environments.dev.waf'],
    ['strategy', withService({ strategy: 'blueGreen' }), 'services.hello.strategy'],
    ['deployment', withService({ deployment: { canary: 10 } }), 'services.hello.deployment'],
    ['blueGreen', withService({ blueGreen: true }), 'services.hello.blueGreen'],
    ['canary', withService({ canary: {} }), 'services.hello.canary'],
    ['linear', withService({ linear: {} }), 'services.hello.linear'],
    [
      'strategy in an environment',
      withService({ environments: { prod: { strategy: 'linear' } } }),
      'services.hello.environments.prod.strategy',
    ],
  ])('is refused as that: %s', (_name, input, path) => {
    expect(issuesOf(input)).toMatchObject([{ path, found: 'an option that is not available yet' }]);
    expect(issuesOf(input)[0]?.fix).toMatch(/^leave it out: /);
  });

  it('is refused as that when it is a value: edge private', () => {
    expect(issuesOf(withEnvironment({ edge: 'private' }))).toEqual([
      {
        path: 'environments.dev.edge',
        found: '"private", an option that is not available yet',
        allowed: '"public"',
        fix: 'leave it out: every load balancer is "public", and answers only the API',
      },
    ]);
  });
});

describe('an override of an environment', () => {
  it.each(['repository', 'branch', 'dockerfile', 'context'])(
    'cannot change the %s, since an image is promoted',
    (option) => {
      expect(issuesOf(withService({ environments: { prod: { [option]: 'main' } } }))).toMatchObject([
        {
          path: `services.hello.environments.prod.${option}`,
          found: 'an option that no environment can override, since an image is built once and promoted',
          fix: `set ${option} on the service itself, or make a second service`,
        },
      ]);
    },
  );

  it('can change every other option', () => {
    const override = {
      cpu: 1024,
      memory: 2048,
      port: 81,
      healthCheck: { path: '/x' },
      tasks: { max: 5 },
      scaling: { cpu: 5 },
      variables: { A: 'b' },
      secrets: { B: ssm },
      secretKeys: [key],
      executeCommand: true,
      logRetentionDays: 1,
      api: { path: 'x', auth: 'none' },
    };
    expect(deploymentOf(withService({ environments: { prod: override } }), 'prod')).toMatchObject(override);
  });
});

describe('a secret in plain text', () => {
  const leak = 'hunter2';

  it.each([
    ['as a value', withService({ secrets: { TOKEN: leak } })],
    ['in place of all secrets', withService({ secrets: leak })],
    ['as a list', withService({ secrets: [leak] })],
    ['in an object', withService({ secrets: { TOKEN: { value: leak } } })],
    ['in an override', withService({ environments: { prod: { secrets: { TOKEN: leak } } } })],
    ['under a misspelt name', withService({ secret: { TOKEN: leak } })],
    ['under a misspelt name, as a value', withService({ secret: leak })],
    ['under a name of other tools', withService({ secretVariables: { TOKEN: leak } })],
    ['as a list of ECS', withService({ secrets: [{ name: leak, valueFrom: leak }] })],
    ['where no secrets belong', withEnvironment({ secrets: leak })],
    ['at the top', config({ secrets: { TOKEN: leak } })],
    ['as a token of GitHub', config({ githubToken: leak })],
    ['as an option that there is not', withService({ password: leak })],
    ['as a name in a list of variables', withService({ variables: [leak] })],
    ['as a value in a list of variables', withService({ variables: [`TOKEN=${leak}`] })],
    ['as a variable under a name of other tools', withService({ env: { TOKEN: leak } })],
    ['as a variable in a list under a name of other tools', withService({ env: [{ name: 'TOKEN', value: leak }] })],
    ['in the address of a database', withService({ database: `postgres://app:${leak}@db.example/app` })],
    ['in an image', withService({ image: `${leak}@registry.example/app` })],
    ['in containers', withService({ containers: [{ environment: [{ name: 'TOKEN', value: leak }] }] })],
    ['as a variable where none belong', withEnvironment({ env: { TOKEN: leak } })],
  ])('is refused without being shown: %s', (_case, input) => {
    const issues = issuesOf(input);
    expect(issues).not.toEqual([]);
    expect(JSON.stringify(issues)).not.toContain(leak);
  });

  it('is refused with where to put it', () => {
    expect(issuesOf(withService({ secrets: { TOKEN: leak } }))).toEqual([
      {
        path: 'services.hello.secrets.TOKEN',
        found: 'something that is not shown here',
        allowed:
          'the full ARN of an SSM parameter (arn:<partition>:ssm:<region>:<account>:parameter/<name>) or of a Secrets Manager ' +
          'secret (arn:<partition>:secretsmanager:<region>:<account>:secret:<name>, with :<json key>:<version stage>:<version id> ' +
          'if needed)',
        fix:
          'store the secret in SSM Parameter Store or Secrets Manager and give its full ARN, in place of a name; if a ' +
          'secret stood here, replace it, since it is in the history of this file',
      },
    ]);
  });
});
