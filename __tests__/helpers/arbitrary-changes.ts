import { Annotations, Aspects, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { AnyResource } from './any-resource';

/** Where something is changed. */
interface Place {
  readonly stack: TerraformStack;
  /** The stack, or anything in it. */
  readonly construct: Construct;
  /** A resource of the stack. */
  readonly resource: TerraformResource;
  /** Makes what is added distinct. */
  readonly number: number;
}

type Change = (place: Place) => void;

const overrideResources = (number: number) => ({
  visit(construct: IConstruct): void {
    if (construct instanceof TerraformResource) construct.addOverride('//.aspect', number);
  },
});

/** Every kind of change that cdktf takes. */
export const kindsOfChanges = {
  'override of a stack': ({ stack, number }) => {
    stack.addOverride(`terraform.x${number}.y`, number);
  },
  'override of a resource': ({ resource, number }) => {
    resource.addOverride(`tags.x${number}`, `${number}`);
  },
  'override of what is found': ({ stack, number }) => {
    const found = stack.node.findAll().filter((construct) => TerraformResource.isTerraformResource(construct));
    found[number % found.length]?.addOverride('//.found', number);
  },
  'aspect of a stack': ({ stack, number }) => {
    Aspects.of(stack).add(overrideResources(number));
  },
  'aspect of a construct': ({ resource, number }) => {
    Aspects.of(resource.node.scope ?? resource).add(overrideResources(number));
  },
  'aspect that adds': ({ stack, number }) => {
    const visit = (construct: IConstruct): void => {
      if (construct === stack) new AnyResource(stack, `by-aspect-${number}`);
    };
    Aspects.of(stack).add({ visit });
  },
  output: ({ stack, resource, number }) => {
    new TerraformOutput(stack, `added-${number}`, { value: resource.getStringAttribute('id') });
  },
  'resource in a construct': ({ construct, number }) => {
    new AnyResource(construct, `added-${number}`, { text: construct.node.path });
  },
  'removal of a resource': ({ resource }) => {
    resource.node.scope?.node.tryRemoveChild(resource.node.id);
  },
  'life cycle': ({ resource }) => {
    resource.lifecycle = { createBeforeDestroy: true, ignoreChanges: 'all' };
  },
  count: ({ resource, number }) => {
    resource.count = number;
  },
  'logical id': ({ resource, number }) => {
    resource.overrideLogicalId(`chosen-${number}`);
  },
  move: ({ resource, number }) => {
    resource.moveFromId(`any_thing.former-${number}`);
  },
  annotation: ({ construct, number }) => {
    Annotations.of(construct).addWarning(`warning ${number}`);
  },
  metadata: ({ construct, number }) => {
    construct.node.addMetadata('note', number);
  },
  validation: ({ construct, number }) => {
    construct.node.addValidation({ validate: () => (number === 0 ? ['never zero'] : []) });
  },
} as const satisfies Readonly<Record<string, Change>>;

/** A kind of change, and where it is made: counted modulo what there is. */
export interface ArbitraryChange {
  readonly kind: keyof typeof kindsOfChanges;
  readonly stack: number;
  readonly construct: number;
  readonly number: number;
}

/** A few changes anywhere in an app. */
export const arbitraryChanges: fc.Arbitrary<readonly ArbitraryChange[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...(Object.keys(kindsOfChanges) as (keyof typeof kindsOfChanges)[])),
    stack: fc.nat(),
    construct: fc.nat(),
    number: fc.nat({ max: 99 }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Makes a change. @param constructs the stack, and all that was in it */
export function apply(change: ArbitraryChange, constructs: readonly IConstruct[]): void {
  const stack = constructs.find((construct) => construct instanceof TerraformStack);
  const construct = pick(constructs, change.construct);
  const resources = constructs.filter((each) => each instanceof TerraformResource);
  if (stack === undefined || !(construct instanceof Construct)) throw new Error('no stack to change');
  kindsOfChanges[change.kind]({ stack, construct, resource: pick(resources, change.construct), number: change.number });
}

function pick<T>(list: readonly T[], index: number): T {
  const picked = list[index % list.length];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}
