import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { defineStack, publish, read, type AnyStackDefinition, type Connection } from '../../../index';
import type { Platform } from '../../../config/types';
import { addDeliverySystem, type DeliveryStack } from '../../../stacks/delivery-system';
import { expectSameFiles, messageOf } from '../../helpers/both-syntheses';
import { synthStacks, type SynthesizedApp } from '../../helpers/synth';
import { testPlatform, testStack } from '../../helpers/test-platform';

const environments = ['dev', 'prod'];
const platform = testPlatform({
  ci: { repository: 'platform', branch: 'main', oidcProvider: 'create' },
  stacks: [
    // Before what it reads.
    testStack('workers', environments),
    testStack('jobs', environments),
    testStack('archive', []),
  ],
});

const archive = defineStack({
  name: 'archive',
  perEnvironment: false,
  contract: { name: 'archive', outputs: { queue_arn: { type: 'string', description: 'The queue.' } } },
  build(stack) {
    publish(stack, { queue_arn: new SqsQueue(stack, 'archive', { name: 'shop-archive' }).arn });
  },
});

const jobs = defineStack({
  name: 'jobs',
  contract: { name: 'jobs', outputs: { queue_url: { type: 'string', description: 'The queue.' } } },
  build(stack, { environment, keyArn }) {
    const name = `shop-${environment.name}-jobs`;
    publish(stack, { queue_url: new SqsQueue(stack, 'jobs', { name, ...(keyArn && { kmsMasterKeyId: keyArn }) }).url });
  },
});

const workers = defineStack({
  name: 'workers',
  build(stack, { network, stackOf }) {
    const policy = JSON.stringify([
      read(stack, network).vpc_id,
      read(stack, stackOf(jobs)).queue_url,
      read(stack, stackOf(archive)).queue_arn,
    ]);
    new IamRole(stack, 'workers', { name: `shop-${stack.part.environment ?? ''}-workers`, assumeRolePolicy: policy });
  },
});

const stacks: readonly AnyStackDefinition[] = [jobs, archive, workers];

function synth(only?: readonly string[], of: Platform = platform): SynthesizedApp {
  return synthStacks((app) => {
    addDeliverySystem(app, of, { stacks, only: only && new Set(only) });
  });
}

describe("a stack of the project's own", () => {
  const whole = synth();

  it('waits for what it reads, and reads it from its state', () => {
    expect(whole.dependencies.get('dev-workers')?.toSorted()).toEqual(['archive', 'dev-jobs', 'dev-network']);
    expect(Object.keys(whole.stacks.get('prod-workers')?.data?.['terraform_remote_state'] ?? {}).sort()).toEqual([
      'archive-state',
      'prod-jobs-state',
      'prod-network-state',
    ]);
  });

  it('has the backend, the versions and the tags of the platform', () => {
    const [own, ours] = ['dev-jobs', 'dev-cluster'].map((id) => whole.stacks.get(id));
    expect(own?.provider).toEqual(ours?.provider);
    expect(own?.terraform).toMatchObject({
      required_version: '>= 1.10.0',
      backend: { s3: { key: 'shop/dev-jobs.tfstate', use_lockfile: true } },
    });
    expect(JSON.stringify(whole.stacks.get('archive')?.provider)).not.toContain('environment');
  });

  it('finds the key of its environment, if that has one', () => {
    expect(whole.texts.get('prod-jobs')).toContain('"kms_master_key_id": "${data.aws_kms_alias.');
    expect(whole.texts.get('dev-jobs')).not.toContain('kms');
  });

  it('makes roles within the boundary of its environment', () => {
    expect(whole.texts.get('dev-workers')).toContain('shop-eu-central-1-ci-boundary-dev"');
  });

  it.each(['dev-workers', 'dev-jobs', 'archive', 'dev-hello'])('%s alone has the bytes it has among all', (id) => {
    expect([...synth([id]).texts]).toEqual([[id, whole.texts.get(id)]]);
  });

  it('is changed by customize and finished like the others, and written the same by cdktf', () => {
    const seen: DeliveryStack[] = [];
    expectSameFiles((app, finish) => {
      const customize = (stack: DeliveryStack): void => {
        seen.push(stack);
      };
      addDeliverySystem(app, platform, { stacks, finish, customize });
    });
    expect(seen.filter(({ type }) => type === 'own')).toHaveLength(10);
  });
});

describe('stacks that config and code do not know both are refused:', () => {
  const failure = (definitions: readonly AnyStackDefinition[]): string =>
    messageOf(() =>
      synthStacks((app) => {
        addDeliverySystem(app, platform, { stacks: definitions });
      }),
    );

  it.each([
    ['one without code', [jobs, workers], 'stacks.archive', "defineStack({ name: 'archive', ... })"],
    ['one without config', [...stacks, { ...jobs, name: 'cache' }], 'stacks.cache', 'add stacks: { cache: {} }'],
    ['one that is defined twice', [...stacks, jobs], 'stacks.jobs', 'take one of them out'],
    [
      'one that only the config has once in all',
      [jobs, workers, { ...jobs, name: 'archive' }],
      'stacks.archive.perEnvironment',
      'write perEnvironment: false in its code, too',
    ],
  ])('%s', (_, definitions, path, fix) => {
    expect(failure(definitions)).toContain(`\n\n${path}\n`);
    expect(failure(definitions).replaceAll(/\s+/g, ' ')).toContain(fix);
  });

  it('one that does not publish what its contract says', () => {
    expect(failure([{ ...jobs, build: () => undefined }, archive, workers])).toContain(
      'The stack dev-jobs does not publish queue_url',
    );
  });

  it('two that read each other', () => {
    const reads = defineStack({
      ...jobs,
      build(stack, { stackOf }) {
        read(stack, stackOf(workers));
      },
    });
    expect(failure([reads, archive, workers])).toContain('dev-workers, which reads dev-jobs, which reads dev-workers');
  });

  it('one that is read in an environment that does not have it', () => {
    const without = testPlatform({
      stacks: platform.stacks.map((each) => (each.name === 'jobs' ? { ...each, environments: ['dev'] } : each)),
    });
    expect(messageOf(() => synth(undefined, without))).toContain('no stack of the environment prod');
  });
});

describe('what a service gets of stacks', () => {
  const reading = (values: { readonly queue_url: string }): Connection => ({ variables: { QUEUE: values.queue_url } });
  const connected = (connect: (typeof jobs)['connect'], others: readonly AnyStackDefinition[] = []): SynthesizedApp =>
    synthStacks((app) => {
      const connecting = defineStack({ ...jobs, ...(connect && { connect }) });
      const rest = [archive, workers].map((each) => others.find(({ name }) => name === each.name) ?? each);
      addDeliverySystem(app, platform, { stacks: [connecting, ...rest] });
    });

  it('is nothing, and the service has the bytes it had, unless a value is used for it', () => {
    const app = connected((values, { service }) => (service === 'orders' ? reading(values) : undefined));
    const before = synth();
    expect(app.texts.get('dev-hello')).toBe(before.texts.get('dev-hello'));
    expect(app.dependencies.get('dev-orders')).toContain('dev-jobs');
    expect(app.texts.get('prod-orders')).toContain('prod-jobs-state.outputs.queue_url');
  });

  it('is not given where a variable of the config or of another stack has the name', () => {
    expect(messageOf(() => connected(() => ({ variables: { PORT: '1' } })))).toContain('the variable PORT twice');
    const other = defineStack({ ...archive, connect: () => ({ variables: { QUEUE: 'x' } }) });
    expect(messageOf(() => connected(reading, [other]))).toContain('the variable QUEUE twice in dev');
  });

  it('is at most four security groups', () => {
    const groups = (count: number): Connection => ({
      securityGroupIds: Array.from({ length: count }, (_, index) => `sg-${index}`),
    });
    expect(connected(() => groups(4)).texts.get('dev-hello')).toContain('"sg-3"');
    expect(messageOf(() => connected(() => groups(5)))).toContain('5 security groups');
  });
});
