import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Fn, TerraformStack, type App } from 'cdktf';
import type { Construct } from 'constructs';
import type { BuildApp } from '../../../synth/synthesize-app';
import { AnyResource } from '../../helpers/any-resource';
import { expectSameFiles, filesOf } from '../../helpers/both-syntheses';

/** A stack whose second resource refers to its first in every way there is. */
function stackIn(scope: Construct, id: string): TerraformStack {
  const stack = new TerraformStack(scope, id);
  const one = new AnyResource(stack, 'one');
  const attributes = { text: one.getStringAttribute('id'), number: one.getNumberAttribute('size') };
  new AnyResource(stack, 'two', { ...attributes, list: one.getListAttribute('names') }, { dependsOn: [one] });
  return stack;
}

test('stacks that are finished are written as cdktf writes them, before and after those that are not', () => {
  const files = expectSameFiles((app, finish) => {
    const first = stackIn(app, 'first');
    finish(first);
    const second = stackIn(app, 'second');
    const third = stackIn(app, 'third');
    third.addDependency(first);
    third.addDependency(second);
    finish(third);
    finish(third);
  });
  expect(files['stacks/second/cdk.tf.json']).toContain('${any_thing.one.id}');
  expect(files['manifest.json']).toMatch(/"dependencies": \[\s+"first",\s+"second"\s+\]/);
});

async function collectGarbage(): Promise<void> {
  // What a WeakRef refers to stays until the work that made it is done.
  await setImmediate();
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

test('a finished stack is written at once', () => {
  filesOf('fast', (app, finish) => {
    finish(stackIn(app, 'stack'));
    expect(existsSync(join(app.outdir, 'stacks/stack/cdk.tf.json'))).toBe(true);
  });
});

test('the constructs of a finished stack are released from memory while the app still holds the stack', async () => {
  const constructs = new Map<string, WeakRef<object>>();
  let held: App | undefined;
  filesOf('fast', (app, finish) => {
    held = app;
    const [finished, kept] = ['finished', 'kept'].map((id) => {
      const stack = stackIn(app, id);
      constructs.set(id, new WeakRef(stack.node.findChild('two')));
      return stack;
    });
    if (finished !== undefined) finish(finished);
    expect(kept?.node.children).toHaveLength(2);
  });
  await collectGarbage();
  expect(held?.node.children.map(({ node }) => node.id)).toEqual(['finished', 'kept']);
  expect(constructs.get('kept')?.deref()).toBeDefined();
  expect(constructs.get('finished')?.deref()).toBeUndefined();
});

test('the fields of a stack with its constructs are refused once it is finished, and release them', async () => {
  class WithFields extends TerraformStack {
    readonly label = 'plain';
    readonly one = new AnyResource(this, 'one');
    readonly more = new Map([['two', new AnyResource(this, 'two')]]);
  }
  let held: WithFields | undefined;
  const constructs: WeakRef<object>[] = [];
  filesOf('fast', (app, finish) => {
    held = new WithFields(app, 'stack');
    constructs.push(new WeakRef(held.one), ...[...held.more.values()].map((each) => new WeakRef(each)));
    finish(held);
  });
  expect(held?.label).toBe('plain');
  expect(() => held?.one).toThrow('one of stack cannot be used any more');
  expect(() => held?.more).toThrow('more of stack cannot be used any more');
  await collectGarbage();
  expect(constructs.map((each) => each.deref())).toEqual([undefined, undefined]);
});

test('a stack with stacks in it, or of its own kind, is written at the end as cdktf writes it', () => {
  class Rendered extends TerraformStack {
    override toTerraform(): unknown {
      return { rendered: super.toTerraform() as unknown };
    }
  }
  expectSameFiles((app, finish) => {
    const outer = stackIn(app, 'outer');
    finish(stackIn(outer, 'inner'));
    finish(outer);
    finish(new Rendered(app, 'rendered'));
  });
});

test('tokens that are of no stack can be used by stacks after one that is finished', () => {
  expectSameFiles((app, finish) => {
    const shared = Fn.join('-', ['a', 'b']);
    for (const id of ['first', 'second']) {
      const stack = stackIn(app, id);
      new AnyResource(stack, 'three', { shared });
      finish(stack);
    }
  });
});

const refused: Readonly<Record<string, readonly [build: BuildApp, message: RegExp]>> = {
  'a reference to an element of a finished stack': [
    (app, finish) => {
      const stack = new TerraformStack(app, 'producer');
      const id = new AnyResource(stack, 'one').getStringAttribute('id');
      finish(stack);
      new AnyResource(new TerraformStack(app, 'stack'), 'two', { id });
    },
    /stack stack refers to an element of the stack producer.*SYNTHESIS=stock/,
  ],
  'a number of a finished stack': [
    (app, finish) => {
      const stack = new TerraformStack(app, 'producer');
      const size = new AnyResource(stack, 'one').getNumberAttribute('size');
      finish(stack);
      new AnyResource(new TerraformStack(app, 'stack'), 'two', { size });
    },
    /stack stack refers to an element of the stack producer.*SYNTHESIS=stock/,
  ],
};

test.each(Object.keys(refused))('%s is refused, with what to do', (name) => {
  const [build, message] = refused[name] ?? [];
  if (build === undefined || message === undefined) throw new Error(name);
  expect(() => filesOf('fast', build)).toThrow(message);
});
