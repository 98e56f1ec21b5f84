import type { z } from 'zod';
import { hasSameLetters } from '../../../config/did-you-mean';
import { isGroup, isRecord, optionsOf, unwrap } from '../../../config/schema/inspect';
import { declarationOf, refusalOf } from '../../../config/schema/option';
import { platformSchema } from '../../../config/schema/platform';
import { config, issuesOf, withEnvironment, withService, type RawConfig } from '../../helpers/config';

const fixOf = (input: unknown): string | undefined => {
  const issues = issuesOf(input);
  expect(issues).toHaveLength(1);
  return issues[0]?.fix;
};
const inOverride = (options: RawConfig): RawConfig => withService({ environments: { prod: options } });

describe('an option of a service under another name', () => {
  it.each([
    ['repo', 'repository'],
    ['repos', 'repository'],
    ['gitRepository', 'repository'],
    ['env', 'variables'],
    ['environment', 'variables'],
    ['envVars', 'variables'],
    ['env_vars', 'variables'],
    ['environmentVariables', 'variables'],
    ['ram', 'memory'],
    ['mem', 'memory'],
    ['memoryLimitMiB', 'memory'],
    ['memory_limit_mib', 'memory'],
    ['vcpu', 'cpu'],
    ['cpus', 'cpu'],
    ['containerPort', 'port'],
    ['container_port', 'port'],
    ['ports', 'port'],
    ['portMappings', 'port'],
    ['health', 'healthCheck'],
    ['health_check', 'healthCheck'],
    ['heath', 'healthCheck'],
    ['enviromentVariabels', 'variables'],
    ['replcas', 'tasks.desired'],
    ['autoscaling', 'scaling'],
    ['autoScaling', 'scaling'],
    ['docker', 'dockerfile'],
    ['dockerfilePath', 'dockerfile'],
    ['build', 'context'],
    ['logRetention', 'logRetentionDays'],
  ])('is refused with its name: %s is %s', (name, meant) => {
    expect(fixOf(withService({ [name]: [{}] }))).toBe(`did you mean ${meant}?`);
  });

  it.each([
    ['vcpu', 1, 'cpu', ' Write cpu: 1024'],
    ['ram', '2GB', 'memory', ' Write memory: 2048'],
    ['gitRepository', 'example-org/hello.git', 'repository', ' Write repository: "hello"'],
    // Written as the option takes it already.
    ['ram', 2048, 'memory', ''],
    ['repo', 'hello', 'repository', ''],
  ])('is refused with its name, and its value in the form that it takes: %s: %j', (name, value, meant, form) => {
    expect(fixOf(withService({ [name]: value }))).toBe(`did you mean ${meant}?${form}`);
  });

  it.each([
    ['replicas', 3, 'tasks.desired', 'tasks: { desired: 3 }'],
    ['desiredCount', 2, 'tasks.desired', 'tasks: { desired: 2 }'],
    ['desired_count', '2', 'tasks.desired', 'tasks: { desired: 2 }'],
    ['reps', 2, 'tasks.desired', 'tasks: { desired: 2 }'],
    ['count', 2, 'tasks.desired', 'tasks: { desired: 2 }'],
    ['instances', 2, 'tasks.desired', 'tasks: { desired: 2 }'],
    ['minCapacity', 1, 'tasks.min', 'tasks: { min: 1 }'],
    ['maxCapacity', 9, 'tasks.max', 'tasks: { max: 9 }'],
    ['minTasks', 1, 'tasks.min', 'tasks: { min: 1 }'],
    ['healthCheckPath', '/health', 'healthCheck.path', 'healthCheck: { path: "/health" }'],
    ['healthCheckInterval', 10, 'healthCheck.interval', 'healthCheck: { interval: 10 }'],
    ['targetCpuUtilization', 70, 'scaling.cpu', 'scaling: { cpu: 70 }'],
    ['auth', 'none', 'api.auth', 'api: { auth: "none" }'],
  ])('is refused with its group and its value: %s', (name, value, meant, written) => {
    const fix = `did you mean ${meant}? Write ${written}`;
    expect(fixOf(withService({ [name]: value }))).toBe(fix);
    expect(fixOf(inOverride({ [name]: value }))).toBe(fix);
  });

  it.each(['labels', 'tier', 'heart', 'stuck'])(
    'is not guessed from a word that only looks a little like one: %s',
    (name) => {
      expect(fixOf(withService({ [name]: 1 }))).toBe('remove it');
    },
  );

  it('is refused with its group alone where its value is none', () => {
    expect(fixOf(withService({ replicas: 'many' }))).toBe('did you mean tasks.desired?');
  });

  it('is refused with the group where it holds several options of it', () => {
    expect(fixOf(withService({ replicas: { min: 1, max: 3 } }))).toBe('did you mean tasks?');
  });

  it.each<[string, unknown, string]>([
    ['healthcheck', '/health', 'did you mean healthCheck? Write it as healthCheck: { path: "/health" }'],
    ['environment', ['A=x'], 'did you mean variables? Write it as an object: variables: { A: ... }'],
    ['secret', [{}], 'did you mean secrets? Write an object in place of the list: secrets: { <name>: "<ARN>" }'],
    ['logging', { retention: '1 week' }, 'did you mean logRetentionDays? Write logRetentionDays: 7'],
    ['http', false, 'did you mean api? Leave it out: every service is reached through the API'],
  ])('is refused with how its value is written: %s: %j', (name, value, fix) => {
    expect(fixOf(withService({ [name]: value }))).toBe(fix);
  });

  it('is looked into, so that everything is told at once', () => {
    const health = { url: '/health', interval: '10s', grace_period: '2m', healthyThreshold: 3 };
    const issues = issuesOf(withService({ health }));
    expect(Object.fromEntries(issues.map(({ path, fix }) => [path, fix]))).toEqual({
      'services.hello.health': 'did you mean healthCheck?',
      'services.hello.health.url': 'did you mean path?',
      'services.hello.health.interval': 'write it as interval: 10',
      'services.hello.health.grace_period':
        'leave it out: failed health checks count from 60 seconds after the start of a task',
    });
  });

  it('is looked into no further where the option is there under its own name, too', () => {
    expect(issuesOf(withService({ health: { url: '/x' }, healthCheck: {} })).map(({ path }) => path)).toEqual([
      'services.hello.health',
    ]);
  });

  it('is refused with every option that it may be', () => {
    expect(fixOf(withService({ path: '/x' }))).toBe('did you mean healthCheck.path or api.path?');
    expect(fixOf(withService({ scaling: { cooldown: 5 } }))).toBe('did you mean scaleOutCooldown or scaleInCooldown?');
  });
});

describe('a required option under another name', () => {
  it.each(['repo', 'repositroy', 'gitRepositroy'])('is not called missing as well: %s', (name) => {
    expect(issuesOf(config({ services: { hello: { [name]: 'hello' } } }))).toMatchObject([
      { path: `services.hello.${name}`, fix: 'did you mean repository?' },
    ]);
  });

  it('is not called missing where its group is, and it stands there alone', () => {
    expect(issuesOf(config({ github: undefined, owner: 'example-org' }))).toMatchObject([
      { path: 'owner', fix: 'did you mean github.owner? Write github: { owner: "example-org" }' },
    ]);
  });

  it('is called missing beside an option that is none at all', () => {
    expect(issuesOf(config({ services: { hello: { xyzzy: 'hello' } } }))).toHaveLength(2);
  });
});

describe('an option in the wrong place', () => {
  it.each<[string, RawConfig, string]>([
    ['of an environment in a service', withService({ network: {} }), 'move it to environments.<name>.network'],
    ['of an environment in an override', inOverride({ approval: true }), 'move it to environments.prod.approval'],
    ['of a group beside it', withService({ scaling: { min: 1 } }), 'move it to services.hello.tasks.min'],
    ['of the whole config in a service', withService({ tags: {} }), 'move it to the top of the config: tags'],
    ['that stands there already', withService({ owner: 'x' }), 'remove it: the config has github.owner already'],
    ['of a service at the top', config({ cpu: 256 }), 'did you mean services.<name>.cpu?'],
    ['of an environment at the top', config({ cidr: 'x' }), 'did you mean environments.<name>.network.cidr?'],
    [
      'of a service in an environment',
      withEnvironment({ replicas: 3 }),
      'move it to services.<name>.tasks.desired or services.<name>.environments.dev.tasks.desired',
    ],
    [
      'of a service in an environment that no override takes',
      withEnvironment({ dockerfile: 'x' }),
      'move it to services.<name>.dockerfile',
    ],
  ])('is refused with the right one: %s', (_case, input, fix) => {
    expect(fixOf(input)).toBe(fix);
  });

  it.each(['repository', 'repo'])(
    'is refused in an override with the reason if it is the same everywhere: %s',
    (name) => {
      expect(issuesOf(inOverride({ [name]: 'x' }))).toMatchObject([
        {
          found: 'an option that no environment can override, since an image is built once and promoted',
          fix: 'set repository on the service itself, or make a second service',
        },
      ]);
    },
  );

  it.each([
    ['account', 'account'],
    ['accountId', 'account'],
    ['region', 'region'],
  ])('is refused in services, overrides and environments if the platform has it once: %s', (name, option) => {
    for (const input of [withService, inOverride, withEnvironment])
      expect(issuesOf(input({ [name]: 'x' }))).toMatchObject([
        {
          found: 'an option that is the same for the whole platform',
          fix:
            `remove it here; ${option} at the top of the config is that of every environment and service. ` +
            'If that is not "x", write a second platform, with a config file of its own (docs/several-platforms.md)',
        },
      ]);
  });
});

describe('an image of a service', () => {
  it.each([withService, inOverride])('is refused, since the pipeline builds it', (input) => {
    for (const name of ['image', 'imageUri', 'image_tag'])
      expect(issuesOf(input({ [name]: 'nginx:latest' }))).toMatchObject([
        {
          found: 'an image, which the pipeline builds from the repository',
          fix: 'leave it out; repository, branch, dockerfile and context say what is built',
        },
      ]);
  });
});

describe('what the platform does not offer', () => {
  it.each([
    ['queue', 'a queue', 'QUEUE_URL'],
    ['queues', 'a queue', 'QUEUE_URL'],
    ['database', 'a database', 'DATABASE_HOST'],
    ['db', 'a database', 'DATABASE_HOST'],
    ['bucket', 'a bucket', 'BUCKET_NAME'],
    ['s3', 'a bucket', 'BUCKET_NAME'],
    ['redis', 'a cache', 'CACHE_HOST'],
    ['topic', 'a topic', 'TOPIC_ARN'],
  ])('is refused with how a service uses its own, wherever it stands: %s', (name, what, variable) => {
    for (const input of [config, withService, inOverride, withEnvironment])
      expect(issuesOf(input({ [name]: { name: 'orders' } }))).toMatchObject([
        {
          found: `${what}, which the platform does not create`,
          fix:
            'take it out here, and create "orders" in a stack of your own (docs/add-a-database.md), or outside of the ' +
            'platform, where the tasks can reach it; give a service ' +
            `its address in variables, as in variables: { ${variable}: "..." }, and its credentials in secrets`,
        },
      ]);
  });

  it.each(['vpcId', 'vpc_id', 'subnets', 'subnetIds'])('is refused if it is a network that exists: %s', (name) => {
    for (const input of [config, withService, inOverride, withEnvironment])
      expect(issuesOf(input({ [name]: 'x' }))).toMatchObject([
        {
          found: 'an option for an existing network, but each environment creates its own VPC',
          fix:
            'leave it out; to reach what is in "x", give network.cidr of the environment a block that does not overlap ' +
            'with it, and connect the two outside of the platform (VPC peering)',
        },
      ]);
  });

  it.each([
    ['name', /^remove it; rename it in services$/],
    ['command', /Dockerfile/],
    ['sidecars', /cpu, memory, port, variables and secrets/],
    ['volumes', /^leave it out: files of a task are lost/],
    ['permissions', /^leave it out: the platform makes the roles/],
    [
      'domainName',
      /^leave it out: services are reached at the API's own URL; to serve them at "x", put a custom domain/,
    ],
    ['alias', /^leave it out: services are reached at the API's own URL; to serve them at "x", put a custom domain/],
    ['dependsOn', /^leave it out; the address of what it uses goes into variables/],
    ['securityGroups', /^leave it out; tasks may open connections to everywhere$/],
    ['spot', /^leave it out$/],
    ['cron', /^leave it out: every service is a web service/],
    ['healthCheckGracePeriod', /^leave it out: failed health checks count from 60 seconds/],
  ])('is refused with what to do instead: %s', (name, fix) => {
    expect(fixOf(withService({ [name]: 'x' }))).toMatch(fix);
  });

  it('is refused with the reason in groups of options as well', () => {
    expect(fixOf(inOverride({ environments: {} }))).toBe('leave it out');
    expect(fixOf(inOverride({ environment: {} }))).toBe('did you mean variables?');
    expect(fixOf(withService({ scaling: { memory: 70 } }))).toBe(
      'leave it out: services scale with the average CPU utilization alone',
    );
    expect(fixOf(withService({ healthCheck: { command: ['CMD'] } }))).toMatch(/^remove it, and set path/);
  });
});

describe('the other names of options', () => {
  const groups = groupsIn(platformSchema);

  it('are none that is an option of the same group, or that is refused there', () => {
    const useless = groups.flatMap((group) => {
      const names = optionsOf(group).map(([name]) => name);
      return optionsOf(group).flatMap(([name, option]) =>
        (declarationOf(unwrap(option).schema).synonyms ?? [])
          .filter((synonym) => [...names, ...refusedIn(group)].some((each) => hasSameLetters(each, synonym)))
          .map((synonym) => `${name}: ${synonym}`),
      );
    });
    expect(useless).toEqual([]);
  });

  it('are refused only where they are no option', () => {
    for (const group of groups)
      expect(optionsOf(group).filter(([name]) => refusalOf(group, name) !== undefined)).toEqual([]);
  });
});

function refusedIn(group: z.ZodType): readonly string[] {
  return Object.keys(declarationOf(group).refused ?? {});
}

function groupsIn(schema: z.ZodType): readonly z.ZodType[] {
  if (isRecord(schema)) return groupsIn(schema.valueType);
  if (!isGroup(schema)) return [];
  return [schema, ...optionsOf(schema).flatMap(([, option]) => groupsIn(unwrap(option).schema))];
}
