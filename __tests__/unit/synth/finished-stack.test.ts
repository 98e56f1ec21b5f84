import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Lb, type LbTimeoutsOutputReference } from '@cdktf/provider-aws/lib/lb';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  Annotations,
  Aspects,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  type App,
  type IAspect,
} from 'cdktf';
import { Construct } from 'constructs';
import { ChangeOfFinishedStack } from '../../../synth/change-of-finished-stack';
import { expectSameFiles, filesOf, messageOf } from '../../helpers/both-syntheses';

/** What somebody may hold of a stack when it is finished. */
interface Held {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly group: Construct;
  readonly lb: Lb;
  readonly timeouts: LbTimeoutsOutputReference;
  readonly output: TerraformOutput;
  readonly variable: TerraformVariable;
  readonly aspects: Aspects;
  readonly annotations: Annotations;
  readonly node: Construct['node'];
  readonly synthesizer: TerraformStack['synthesizer'];
}

const nothing: IAspect = { visit: () => undefined };

function hold(app: App): Held {
  const stack = new TerraformStack(app, 'prod-web');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  const group = new Construct(stack, 'group');
  const lb = new Lb(group, 'Resource', { name: 'web', timeouts: { create: '5m' } });
  Aspects.of(lb).add(nothing);
  return {
    app,
    stack,
    group,
    lb,
    timeouts: lb.timeouts,
    output: new TerraformOutput(stack, 'out', { value: lb.arn }),
    variable: new TerraformVariable(stack, 'size', { type: 'number' }),
    aspects: Aspects.of(stack),
    annotations: Annotations.of(lb),
    node: lb.node,
    synthesizer: stack.synthesizer,
  };
}

const stack = 'prod-web';
const lb = 'prod-web/group/Resource';
const unusable = (what: string): string => `${what} cannot be used any more.`;
const closed = (where: string): string => `no construct can be added to ${where} any more.`;

/** What cdktf would take, or find, and what the refusal says of it. */
const attempts: Readonly<Record<string, readonly [attempt: (held: Held) => unknown, refusal: string]>> = {
  'an override of the stack': [
    ({ stack }) => {
      stack.addOverride('terraform.x', 1);
    },
    unusable(`addOverride of ${stack}`),
  ],
  'an output': [({ stack }) => new TerraformOutput(stack, 'new', { value: 1 }), closed(stack)],
  'a construct in the stack': [({ stack }) => new Construct(stack, 'new'), closed(stack)],
  'a resource in a construct of the stack': [
    ({ group }) =>
      new CloudwatchMetricAlarm(group, 'new', { alarmName: 'x', comparisonOperator: 'y', evaluationPeriods: 1 }),
    closed('prod-web/group'),
  ],
  'an aspect of the stack': [
    ({ stack }) => {
      Aspects.of(stack).add(nothing);
    },
    unusable(`Aspects of ${stack}`),
  ],
  'an aspect through the list of the stack': [
    ({ aspects }) => {
      aspects.add(nothing);
    },
    unusable(`Aspects of ${stack}`),
  ],
  'an aspect of a construct': [
    ({ group }) => {
      Aspects.of(group).add(nothing);
    },
    unusable(`Aspects of ${stack}`),
  ],
  'an aspect of a resource that has some': [
    ({ lb }) => {
      Aspects.of(lb).add(nothing);
    },
    unusable(`Aspects of ${stack}`),
  ],
  'a dependency of the stack': [
    ({ app, stack }) => {
      stack.addDependency(new TerraformStack(app, 'other'));
    },
    unusable(`addDependency of ${stack}`),
  ],
  'a synthesizer': [
    ({ stack, synthesizer }) => {
      stack.synthesizer = synthesizer;
    },
    unusable(`synthesizer of ${stack}`),
  ],
  'a validation of the stack': [
    ({ stack }) => {
      stack.node.addValidation({ validate: () => ['wrong'] });
    },
    unusable(`node.addValidation of ${stack}`),
  ],
  'a validation of a resource': [
    ({ lb }) => {
      lb.node.addValidation({ validate: () => ['wrong'] });
    },
    unusable(`node.addValidation of ${lb}`),
  ],
  metadata: [
    ({ stack }) => {
      stack.node.addMetadata('x', 1);
    },
    unusable(`node.addMetadata of ${stack}`),
  ],
  'an annotation': [
    ({ lb }) => {
      Annotations.of(lb).addError('wrong');
    },
    unusable(`node.addMetadata of ${lb}`),
  ],
  'an annotation through what was held': [
    ({ annotations }) => {
      annotations.addWarning('careful');
    },
    unusable(`node.addMetadata of ${lb}`),
  ],
  'a dependency of a construct': [
    ({ lb, stack }) => {
      lb.node.addDependency(stack);
    },
    unusable(`node.addDependency of ${lb}`),
  ],
  'the removal of a construct': [
    ({ stack }) => stack.node.tryRemoveChild('out'),
    unusable(`node.tryRemoveChild of ${stack}`),
  ],
  'the removal through a node that was held': [
    ({ node }) => node.tryRemoveChild('x'),
    unusable(`node.tryRemoveChild of ${lb}`),
  ],
  'an override of a resource': [
    ({ lb }) => {
      lb.addOverride('idle_timeout', 7);
    },
    unusable(`addOverride of ${lb}`),
  ],
  'an attribute of a resource': [
    ({ lb }) => {
      lb.idleTimeout = 7;
    },
    unusable(`idleTimeout of ${lb}`),
  ],
  'the reset of an attribute': [
    ({ lb }) => {
      lb.resetName();
    },
    unusable(`resetName of ${lb}`),
  ],
  'a block of a resource': [
    ({ lb }) => {
      lb.putTimeouts({ create: '9m' });
    },
    unusable(`putTimeouts of ${lb}`),
  ],
  'an attribute of a block': [
    ({ lb }) => {
      lb.timeouts.create = '9m';
    },
    unusable(`timeouts of ${lb}`),
  ],
  'an attribute of a block that was held': [
    ({ timeouts }) => {
      timeouts.create = '9m';
    },
    unusable(`create of ${lb}`),
  ],
  'the life cycle of a resource': [
    ({ lb }) => {
      lb.lifecycle = { preventDestroy: true };
    },
    unusable(`lifecycle of ${lb}`),
  ],
  'the count of a resource': [
    ({ lb }) => {
      lb.count = 2;
    },
    unusable(`count of ${lb}`),
  ],
  'a logical id': [
    ({ lb }) => {
      lb.overrideLogicalId('chosen');
    },
    unusable(`overrideLogicalId of ${lb}`),
  ],
  'a move': [
    ({ lb }) => {
      lb.moveFromId('aws_lb.former');
    },
    unusable(`moveFromId of ${lb}`),
  ],
  'an import': [
    ({ lb }) => {
      lb.importFrom('web');
    },
    unusable(`importFrom of ${lb}`),
  ],
  'the value of an output': [
    ({ output }) => {
      output.value = 'new';
    },
    unusable('value of prod-web/out'),
  ],
  'the id of an output': [
    ({ output }) => {
      output.staticId = true;
    },
    unusable('staticId of prod-web/out'),
  ],
  'a validation of a variable': [
    ({ variable }) => {
      variable.addValidation({ condition: 'x', errorMessage: 'y' });
    },
    unusable('addValidation of prod-web/size'),
  ],
  'all constructs of the app': [({ app }) => app.node.findAll(), unusable(`node.children of ${stack}`)],
  'all constructs of the stack': [({ stack }) => stack.node.findAll(), unusable(`node.findAll of ${stack}`)],
  'the children of the stack': [({ stack }) => stack.node.children, unusable(`node.children of ${stack}`)],
  'a child of the stack': [({ stack }) => stack.node.tryFindChild('group'), unusable(`node.tryFindChild of ${stack}`)],
  'the main child of a construct': [
    ({ group }) => group.node.defaultChild,
    unusable('node.defaultChild of prod-web/group'),
  ],
  'the Terraform JSON of the stack': [
    ({ stack }) => stack.toTerraform() as unknown,
    unusable(`toTerraform of ${stack}`),
  ],
  'an attribute to refer to': [({ lb }) => lb.arn, unusable(`arn of ${lb}`)],
};

describe.each(Object.keys(attempts))('%s', (name) => {
  const [attempt, refusal] = attempts[name] ?? [];
  if (attempt === undefined || refusal === undefined) throw new Error(name);

  test('is refused once the stack is finished, in the line that tries it', () => {
    let thrown: unknown;
    filesOf('fast', (app, finish) => {
      const held = hold(app);
      finish(held.stack);
      try {
        attempt(held);
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).toBeInstanceOf(ChangeOfFinishedStack);
    expect((thrown as Error).message).toBe(
      `The stack prod-web is finished and its Terraform JSON is written: ${refusal} Change a stack before it is finished: in \`customize\` of addDeliverySystem(app, platform, { finish, customize }), or before finish(stack). Without \`finish\`, every stack is written at the end, with all changes.`,
    );
  });

  test('does what it does with cdktf before the stack is finished', () => {
    const build = (finishes: boolean) => (app: App, finish: (stack: TerraformStack) => void) => {
      const held = hold(app);
      attempt(held);
      if (finishes) finish(held.stack);
    };
    for (const finishes of [true, false]) {
      const [stock, fast] = (['stock', 'fast'] as const).map((synthesis) =>
        outcomeOf(() => filesOf(synthesis, build(finishes))),
      );
      expect(fast).toEqual(stock);
    }
  });
});

/** The files that are written, or why none are. */
function outcomeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

test('the removal of a finished stack is refused at the end', () => {
  const build = (app: App, finish: (stack: TerraformStack) => void): void => {
    const { stack } = hold(app);
    finish(stack);
    app.node.tryRemoveChild(stack.node.id);
  };
  expect(messageOf(() => filesOf('fast', build))).toContain('prod-web cannot be removed from the app any more');
});

test('what a finished stack waits for cannot be added to its list', () => {
  const build = (app: App, finish: (stack: TerraformStack) => void): void => {
    const { stack } = hold(app);
    finish(stack);
    stack.dependencies.push(new TerraformStack(app, 'other'));
  };
  expect(messageOf(() => filesOf('fast', build))).toContain('not extensible');
});

test('where a construct of a finished stack is, and of which class, can be asked and printed', () => {
  filesOf('fast', (app, finish) => {
    const { stack, group, lb } = hold(app);
    finish(stack);
    expect([stack, group, lb].map(({ node }) => node.path)).toEqual([
      'prod-web',
      'prod-web/group',
      'prod-web/group/Resource',
    ]);
    expect(TerraformStack.of(lb)).toBe(stack);
    expect(lb).toBeInstanceOf(Lb);
    expect(stack).toBeInstanceOf(TerraformStack);
    expect(String(lb)).toBe('prod-web/group/Resource');
    expect(stack.dependsOn(stack)).toBe(false);
  });
});

test('without finish, everything is taken at the end', () => {
  const files = expectSameFiles((app) => {
    const { stack, lb } = hold(app);
    lb.idleTimeout = 7;
    stack.addOverride('terraform.required_version', '>= 1.10');
  });
  expect(files['stacks/prod-web/cdk.tf.json']).toContain('"idle_timeout": 7');
});
