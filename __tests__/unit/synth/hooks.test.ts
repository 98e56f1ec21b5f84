import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, Aspects, Lazy, TerraformStack, type App, type IStackSynthesizer } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { AnyResource } from '../../helpers/any-resource';
import { expectSameError, expectSameFiles, filesOf } from '../../helpers/both-syntheses';

const stackFile = 'stacks/stack/cdk.tf.json';

/** An app with one stack that holds a resource. */
const appWith = (change: (resource: AnyResource, stack: TerraformStack) => void) => (app: App) => {
  const stack = new TerraformStack(app, 'stack');
  change(new AnyResource(stack, 'one', { list: [1] }), stack);
};

const override = (path: string, value: unknown) => ({
  visit(construct: IConstruct) {
    if (construct instanceof AnyResource) construct.addOverride(path, value);
  },
});

test('aspects change what is written as they do with cdktf', () => {
  const files = expectSameFiles(
    appWith((resource, stack) => {
      Aspects.of(stack).add(override('list', [2]));
      Aspects.of(resource).add(override('own', true));
      Aspects.of(stack).add({
        visit(construct) {
          if (construct === stack) new AnyResource(stack, 'added');
        },
      });
    }),
  );
  expect(files[stackFile]).toContain('"added"');
});

describe('aspects that cdktf would leave out without a word are refused, with where to add them', () => {
  test.each(['before', 'after'])('if they are added to the app %s its stacks', (moment) => {
    const build = (app: App): void => {
      if (moment === 'before') Aspects.of(app).add(override('list', [2]));
      appWith(() => undefined)(app);
      if (moment === 'after') Aspects.of(app).add(override('list', [2]));
    };
    expect(expectSameError(build)).toBe(
      'The aspects of the app would never be applied: cdktf applies those of stacks, and of what is in stacks. Add them to each stack: `Aspects.of(stack).add(...)`, for the stacks of a platform in `customize` of addDeliverySystem.',
    );
  });

  test('if they are added to what holds a stack', () => {
    const build = (app: App): void => {
      const group = new Construct(app, 'group');
      Aspects.of(group).add(override('list', [2]));
      new AnyResource(new TerraformStack(group, 'stack'), 'one');
    };
    expect(expectSameError(build)).toContain('The aspects of group would never be applied');
  });
});

test('warnings and information go to the manifest with their stack traces', () => {
  const files = expectSameFiles(
    appWith((resource) => {
      Annotations.of(resource).addWarning('check this');
      Annotations.of(resource).addInfo('all is well');
    }),
  );
  expect(files['manifest.json']).toContain('check this');
  expect(files['manifest.json']).toContain('hooks.test.ts');
});

test('errors among the annotations end the synthesis as cdktf ends it', () => {
  const build = appWith((resource) => {
    Annotations.of(resource).addError('not like this');
  });
  expect(expectSameError(build)).toContain('[stack/one] not like this');
});

test('errors among the annotations are left to the CDKTF CLI when it asks for that', () => {
  process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'] = 'true';
  try {
    const build = appWith((resource) => {
      Annotations.of(resource).addError('not like this');
    });
    expect(expectSameFiles(build)['manifest.json']).toContain('not like this');
  } finally {
    delete process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'];
  }
});

test('validations of stacks and of the app end the synthesis as cdktf ends it, unless they are skipped', () => {
  const ofStack = appWith((resource) => {
    resource.node.addValidation({ validate: () => ['the stack is wrong'] });
  });
  const ofApp = (app: App) => {
    appWith(() => undefined)(app);
    app.node.addValidation({ validate: () => ['the app is wrong'] });
  };
  expect(expectSameError(ofStack)).toContain('the stack is wrong');
  expect(expectSameError(ofApp)).toContain('the app is wrong');
  expectSameFiles(ofStack, { skipValidation: true });
  expectSameFiles(ofApp, { skipValidation: true });
});

test('stacks with a preparation, a rendering or a synthesizer of their own keep it', () => {
  class Prepared extends TerraformStack {
    override prepareStack(): void {
      new AnyResource(this, 'prepared');
      super.prepareStack();
    }
  }
  class Rendered extends TerraformStack {
    override toTerraform(): unknown {
      return { rendered: super.toTerraform() as unknown };
    }
  }
  const files = expectSameFiles((app) => {
    new Prepared(app, 'prepared-stack');
    new Rendered(app, 'rendered-stack');
    const stack = new TerraformStack(app, 'stack');
    const synthesizer: IStackSynthesizer = {
      synthesize: ({ outdir, manifest }) => {
        writeFileSync(join(outdir, `${manifest.forStack(stack).name}.txt`), 'written by itself');
      },
    };
    stack.synthesizer = synthesizer;
  });
  expect(files['stacks/prepared-stack/cdk.tf.json']).toContain('"prepared"');
  expect(files['stacks/rendered-stack/cdk.tf.json']).toContain('"rendered"');
  expect(files['stack.txt']).toBe('written by itself');
});

test('HCL is written as cdktf writes it', () => {
  process.env['SYNTH_HCL_OUTPUT'] = 'true';
  try {
    expect(Object.keys(expectSameFiles(appWith(() => undefined)))).toContain('stacks/stack/cdk.tf');
  } finally {
    delete process.env['SYNTH_HCL_OUTPUT'];
  }
});

test('a reference to an element of another stack is refused, with what to do', () => {
  const build = (app: App) => {
    const producer = new AnyResource(new TerraformStack(app, 'producer'), 'one');
    new AnyResource(new TerraformStack(app, 'stack'), 'two', { id: `x-${producer.fqn}` });
  };
  expect(Object.keys(filesOf('stock', build))).toContain(stackFile);
  expect(() => filesOf('fast', build)).toThrow(
    /stack stack refers to an element of the stack producer.*SYNTHESIS=stock/,
  );
});

test('a value that adds elements when it is resolved is refused, with what to do', () => {
  const build = appWith((_, stack) => {
    const produce = () => (stack.node.tryFindChild('late') ?? new AnyResource(stack, 'late')).node.id;
    new AnyResource(stack, 'two', { id: Lazy.stringValue({ produce }) });
  });
  expect(filesOf('stock', build)[stackFile]).toContain('"late"');
  expect(() => filesOf('fast', build)).toThrow(/adds elements to the stack stack.*SYNTHESIS=stock/);
});

test('the bytes are those of JSON with sorted keys', () => {
  const text =
    filesOf(
      'fast',
      appWith(() => undefined),
    )[stackFile] ?? '';
  expect(JSON.stringify(JSON.parse(text), undefined, 2)).toBe(text.replaceAll(/\{\s+\}/g, '{}'));
});
