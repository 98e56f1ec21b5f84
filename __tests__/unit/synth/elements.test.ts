import {
  DataTerraformRemoteStateS3,
  S3Backend,
  TerraformAsset,
  TerraformCount,
  TerraformHclModule,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  type App,
} from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { expectSameError, expectSameFiles } from '../../helpers/both-syntheses';
import { AnyResource } from '../../helpers/any-resource';

const inStack = (build: (stack: TerraformStack) => void) => (app: App) => {
  build(new TerraformStack(app, 'stack'));
};

/** What a stack may hold, as cdktf documents it. */
const same: Readonly<Record<string, (stack: TerraformStack) => void>> = {
  'an empty stack': () => undefined,
  'overrides of a stack': (stack) => {
    new AnyResource(stack, 'one', { list: [1], inner: { a: 1 } });
    stack.addOverride('terraform.required_version', '>= 1.5');
    stack.addOverride('resource.any_thing.one.inner.b', new AnyResource(stack, 'two').fqn);
    stack.addOverride('resource.any_thing.one.list', [2]);
    stack.addOverride('resource.any_thing.three', { new: true });
    stack.addOverride('data.any_data.four', { when: new Date(0) });
  },
  'overrides of a resource': (stack) => {
    const resource = new AnyResource(stack, 'one', { list: [1], inner: { a: 1 }, gone: 'x' });
    resource.addOverride('inner.b', [undefined, 2]);
    resource.addOverride('list', [2]);
    resource.addOverride('gone', undefined);
    resource.addOverride('//.note', 'kept');
    resource.addOverride('dynamic.block', { for_each: '${var.x}', content: {} });
  },
  "logical ids of one's own": (stack) => {
    new AnyResource(stack, 'one').overrideLogicalId('chosen');
    new AnyResource(stack, 'two', { name: `x-${new AnyResource(stack, 'a-e-b').fqn}` });
  },
  'blocks of the same name': (stack) => {
    new AnyResource(stack, 'one', { list: [1], own: 'a', both: { a: 1 } }).overrideLogicalId('same');
    new AnyResource(stack, 'two', { list: [2], both: { b: 2 } }).overrideLogicalId('same');
    new AnyResource(stack, 'three');
  },
  'moved and imported resources': (stack) => {
    new AnyResource(stack, 'new').addMoveTarget('target');
    new AnyResource(stack, 'old').moveTo('target', 'key');
    new AnyResource(stack, 'by-id').moveToId('any_thing.other');
    new AnyResource(stack, 'from-id').moveFromId('any_thing.former');
    new AnyResource(stack, 'imported').importFrom('id-1');
  },
  'provisioners and connections': (stack) => {
    new AnyResource(
      stack,
      'one',
      {},
      {
        provisioners: [
          { type: 'local-exec', command: 'echo ${self.id}', environment: { A_b: 'c' } },
          { type: 'file', destination: '/x', content: 'y' },
        ],
        connection: { type: 'ssh', host: new AnyResource(stack, 'host').getStringAttribute('ip') },
      },
    );
  },
  'life cycles, dependencies and counts': (stack) => {
    const one = new AnyResource(stack, 'one', {}, { lifecycle: { createBeforeDestroy: true, ignoreChanges: 'all' } });
    new AnyResource(stack, 'two', {}, { dependsOn: [one], lifecycle: { replaceTriggeredBy: [one] } });
    const count = TerraformCount.of(3);
    new AnyResource(stack, 'three', { name: `n${count.index}`, index: count.index }, { count });
  },
  'iterators and dynamic blocks': (stack) => {
    const each = TerraformIterator.fromMap({ a: 'x', b: 'y' });
    const things = new AnyResource(stack, 'one', { key: each.key, value: each.getString('x') }, { forEach: each });
    new AnyResource(stack, 'two', { all: TerraformIterator.fromResources(things).pluckProperty('id') });
    const list = TerraformIterator.fromList(['a', 'b']);
    new AnyResource(stack, 'three', { block: list.dynamic({ name: list.getString('y') }) });
  },
  'typed bindings': (stack) => {
    new AwsProvider(stack, 'aws', { region: 'eu-central-1', defaultTags: [{ tags: { a: 'b' } }] });
    const aliased = new AwsProvider(stack, 'other', { region: 'us-east-1', alias: 'other' });
    const account = new DataAwsCallerIdentity(stack, 'me').accountId;
    const queue = new SqsQueue(stack, 'queue', { name: `q-${account}`, provider: aliased, tags: { 1: 'x', 0: '' } });
    queue.addOverride('kms_master_key_id', undefined);
    new SecurityGroup(stack, 'group', { ingress: [{ fromPort: 80, toPort: 80, protocol: 'tcp' }], name: queue.name });
  },
  'variables, locals, outputs and modules': (stack) => {
    const variable = new TerraformVariable(stack, 'size', { type: 'number', default: 1, nullable: false });
    const local = new TerraformLocal(stack, 'local', { a: [variable.numberValue] });
    new TerraformOutput(stack, 'out', { value: { all: [local.asList, variable.value] }, sensitive: true });
    new TerraformOutput(stack, 'static', { value: variable.fqn, staticId: true, dependsOn: [local] });
    new TerraformHclModule(stack, 'module', {
      source: 'example/x/aws',
      version: '1.0',
      variables: { v: variable.value as unknown, list: [1] },
    });
  },
  'a backend and remote states': (stack) => {
    new S3Backend(stack, { bucket: 'b', key: 'k' });
    const state = new DataTerraformRemoteStateS3(stack, 'state', { bucket: 'b', key: 'o' });
    new AnyResource(stack, 'one', { vpc: state.getString('vpc'), zones: state.getList('zones') });
  },
  assets: (stack) => {
    const asset = new TerraformAsset(stack, 'asset', { path: __filename });
    new AnyResource(stack, 'one', { source: asset.path, hash: asset.assetHash });
  },
};

test.each(Object.keys(same))('%s: written as cdktf writes it', (name) => {
  const build = same[name];
  if (build === undefined) throw new Error(name);
  expectSameFiles(inStack(build));
});

test('stacks within stacks and dependencies between stacks are written as cdktf writes them', () => {
  const files = expectSameFiles((app) => {
    const outer = new TerraformStack(app, 'outer');
    const inner = new TerraformStack(outer, 'inner');
    outer.addDependency(inner);
    new AnyResource(inner, 'one', { a: new AnyResource(inner, 'two').fqn });
  });
  expect(files['stacks/inner/cdk.tf.json']).toContain('${any_thing.two}');
});

test('a resource that is moved in two ways is refused as cdktf refuses it', () => {
  const build = inStack((stack) => {
    new AnyResource(stack, 'target').addMoveTarget('t');
    const moved = new AnyResource(stack, 'moved');
    moved.moveTo('t');
    moved.moveToId('any_thing.x');
  });
  expect(expectSameError(build)).toContain('two different move operations');
});

test('a resource without its provider is refused as cdktf refuses it', () => {
  expect(expectSameError(inStack((stack) => new SqsQueue(stack, 'queue')))).toContain('matching provider construct');
});
