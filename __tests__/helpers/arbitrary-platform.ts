import fc from 'fast-check';
import { fargateCpus, fargateSizes } from '../../config/fargate-sizes';
import type { EnvironmentInput, OverrideInput, PlatformInput, ServiceInput, SizeInput } from '../../config/input';
import { logRetentionTimes } from '../../config/schema/logs';
import { listenerPriority } from '../../platform/listener-priority';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/).filter((text) => !/aws|amazon|cognito|^ssm/.test(text));
const kebab = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('-'));

/** Names that no rule reserves, and that neither collide as stack ids nor as API paths. */
const platformName = kebab.filter((name) => name.length > 1 && !/^(sg|internal|sthree|amzn-s3-demo)(-|$)/.test(name));
const serviceName = kebab.filter(
  (name) => !/(^|-)(network|cluster|api|registry|pipeline|bootstrap|s?ping)$/.test(name),
);

const size: fc.Arbitrary<SizeInput> = fc.oneof(
  fc.constant({}),
  ...fargateCpus.map((cpu) =>
    fc.constantFrom(...fargateSizes[cpu]).map((memory) => ({ cpu, memory }) as unknown as SizeInput),
  ),
);

const tasks = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 8 }))
  .map(([min, more, most]) => ({ min, desired: min + more, max: min + more + most }));

/** Outside of `chain`, which would build it again for every value: that takes 7 ms. */
const healthCheckPath = fc.stringMatching(/^\/[a-z0-9/?=-]{0,20}$/);
const healthCheck = fc.integer({ min: 5, max: 300 }).chain((interval) =>
  fc.record({
    path: healthCheckPath,
    interval: fc.constant(interval),
    timeout: fc.integer({ min: 2, max: Math.min(120, interval - 1) }),
    healthyThreshold: fc.integer({ min: 2, max: 10 }),
    unhealthyThreshold: fc.integer({ min: 2, max: 10 }),
    successCodes: fc.constantFrom('200', '200,204', '200-299', '200-299,401', '499'),
  }),
);

const scaling = fc.record(
  {
    cpu: fc.integer({ min: 1, max: 100 }),
    scaleOutCooldown: fc.integer({ min: 0, max: 3600 }),
    scaleInCooldown: fc.integer({ min: 0, max: 3600 }),
    disableScaleIn: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Names of variables begin with V, those of secrets with S, so that no name is both. */
const variables = fc.dictionary(fc.stringMatching(/^V[A-Z0-9_]{0,8}$/), fc.string({ maxLength: 20 }), { maxKeys: 3 });
const secrets = fc.dictionary(
  fc.stringMatching(/^S[A-Z0-9_]{0,8}$/),
  fc.constantFrom(
    'arn:aws:ssm:eu-central-1:123456789012:parameter/shop/token',
    'arn:aws:secretsmanager:eu-central-1:123456789012:secret:token-AbCdEf',
    'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a/b-AbCdEf:key:AWSCURRENT:',
  ),
  { maxKeys: 2 },
);

const runtime = fc.record(
  {
    port: fc.integer({ min: 1, max: 65535 }),
    healthCheck,
    tasks,
    scaling,
    variables,
    secrets,
    logRetentionDays: fc.constantFrom(...logRetentionTimes),
    api: fc.record({ auth: fc.constantFrom('cognito', 'none') }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const override: fc.Arbitrary<OverrideInput> = fc
  .tuple(runtime, size)
  .map(([options, each]) => ({ ...options, ...each }));

const network = fc.integer({ min: 2, max: 6 }).chain((availabilityZones) =>
  fc.record({
    cidr: fc.constantFrom('10.0.0.0/16', '10.255.0.0/20', '172.16.4.0/22', '192.168.2.0/23'),
    availabilityZones: fc.constant(availabilityZones as 2 | 3 | 4 | 5 | 6),
    natGateways: fc.constantFrom(0, 1, availabilityZones),
  }),
);

const environment: fc.Arbitrary<EnvironmentInput> = fc.record(
  {
    network,
    edge: fc.constant('public'),
    approval: fc.boolean(),
    protect: fc.boolean(),
    encryption: fc.constantFrom('awsManaged', 'customerManaged'),
    logs: fc.record({ flows: fc.constantFrom('none', 'rejected', 'all') }, { requiredKeys: [] }),
    users: fc.record(
      {
        callbackUrls: fc.array(fc.webUrl({ validSchemes: ['https'] }), { minLength: 1, maxLength: 3 }),
        logoutUrls: fc.array(fc.constant('http://localhost:8080/out'), { maxLength: 1 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

function service(name: string, environmentNames: readonly string[]): fc.Arbitrary<ServiceInput> {
  const branch = fc.constantFrom('main', 'release/1.x');
  const source = fc.record(
    { branch, dockerfile: fc.constantFrom('Dockerfile', 'docker/web.Dockerfile') },
    { requiredKeys: [] },
  );
  const overrides = fc.dictionary(fc.constantFrom(...environmentNames), override, { maxKeys: environmentNames.length });
  return fc.tuple(source, override, overrides, fc.boolean()).map(
    ([from, options, changes, isNested]) =>
      ({
        repository: name,
        ...from,
        ...options,
        ...(isNested && { api: { ...options.api, path: `nested/${name}` } }),
        environments: changes,
      }) as ServiceInput,
  );
}

function named<T>(names: readonly string[], value: (name: string) => fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .tuple(...names.map((name) => value(name).map((each) => [name, each] as const)))
    .map((entries) => Object.fromEntries(entries));
}

const account = fc.stringMatching(/^\d{12}$/);
const tags = fc.dictionary(
  fc.stringMatching(/^t[a-z]{0,5}:[a-z0-9 ]{1,6}$/),
  fc.stringMatching(/^[A-Za-z0-9 @.-]{0,10}$/),
);

const ids = fc.constantFrom({}, { ownerId: '1', repositoryId: '9223372036854775807' });

const withoutIds = fc.record(
  {
    repository: fc.constantFrom('platform', 'delivery.platform'),
    branch: fc.constantFrom('main', 'release/1.x'),
    oidcProvider: fc.constantFrom('create', 'existing'),
  },
  { requiredKeys: ['repository'] },
);

const ci = fc.tuple(withoutIds, ids).map(([each, more]) => ({ ...each, ...more }));

/**
 * Any valid config: 1 to 4 environments and 1 to 6 services with random names, options and overrides. The region is
 * always `eu-central-1`.
 */
export const arbitraryPlatform: fc.Arbitrary<PlatformInput> = fc
  .tuple(
    fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
    fc.uniqueArray(serviceName, { minLength: 1, maxLength: 6 }).filter(areSeparate),
  )
  .chain(([environments, services]) =>
    fc.record(
      {
        name: platformName,
        account,
        region: fc.constant('eu-central-1'),
        github: fc.record({ owner: fc.constantFrom('example-org', 'Octo-Cat', 'x') }),
        ...(!environments.includes('shared') && { ci }),
        tags,
        environments: named(environments, () => environment),
        services: named(services, (name) => service(name, environments)),
      },
      { requiredKeys: ['name', 'account', 'region', 'github', 'tags', 'environments', 'services'] },
    ),
  );

/** Whether no two services could have a path, or a priority of a listener rule, in common. */
function areSeparate(services: readonly string[]): boolean {
  const priorities = services.flatMap((name) => [name, `nested/${name}`]).map(listenerPriority);
  return !services.includes('nested') && new Set(priorities).size === priorities.length;
}
