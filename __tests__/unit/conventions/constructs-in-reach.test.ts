import { TerraformDataSource, TerraformResource, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { addDeliverySystem, type DeliveryStack } from '../../../stacks/delivery-system';
import { everyPlatform } from '../../helpers/every-platform';
import { sourcesBelow } from '../../helpers/sources';

/** The names of the private fields of our classes, by the name of the class. */
const privateFields = new Map(
  [...sourcesBelow('modules/'), ...sourcesBelow('stacks/')].flatMap(({ text }) => {
    const fields = [...text.matchAll(/\bprivate (?:readonly )?(\w+)/g)].map(([, field = '']) => field);
    return [...text.matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name = '']) => [name, fields] as const);
  }),
);

/** The names of the classes that a construct is of. */
function classesOf(construct: object): string[] {
  const prototype = Object.getPrototypeOf(construct) as object | null;
  return prototype === null ? [] : [prototype.constructor.name, ...classesOf(prototype)];
}

/** What the public fields of a construct of ours hold, also in lists, maps and objects; nothing for others. */
function fieldsOf(construct: Construct): Construct[] {
  const classes = classesOf(construct);
  if (!privateFields.has(classes[0] ?? '')) return [];
  const hidden = new Set(['node', ...classes.flatMap((name) => privateFields.get(name) ?? [])]);
  return Object.entries(construct).flatMap(([field, value]) => (hidden.has(field) ? [] : constructsIn(value)));
}

function constructsIn(value: unknown): Construct[] {
  if (value instanceof Construct) return [value];
  if (value instanceof Map || Array.isArray(value)) return [...value.values()].flatMap(constructsIn);
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.values(value).flatMap(constructsIn) : [];
}

function reachableFrom(construct: Construct, found = new Set<Construct>()): ReadonlySet<Construct> {
  if (found.has(construct)) return found;
  found.add(construct);
  for (const each of fieldsOf(construct)) reachableFrom(each, found);
  return found;
}

const stacks: DeliveryStack[] = [];
for (const { platform } of everyPlatform) {
  addDeliverySystem(Testing.app(), platform, { customize: (stack) => stacks.push(stack) });
}

describe('the constructs of a stack', () => {
  it('lead to every resource and every data source through public fields', () => {
    expect(stacks.length).toBeGreaterThan(50);
    const missing = stacks.flatMap((stack) => {
      const reachable = reachableFrom(stack);
      return stack.node
        .findAll()
        .filter((each) => each instanceof TerraformResource || each instanceof TerraformDataSource)
        .filter((each) => !reachable.has(each));
    });
    expect(missing.map(({ node }) => node.path)).toEqual([]);
  });

  it('have the field resource for the one with the id Resource', () => {
    const misnamed = stacks.flatMap((stack) =>
      [...reachableFrom(stack)].filter((each) => {
        const main = each.node.tryFindChild('Resource');
        return main !== undefined && (each as { resource?: unknown }).resource !== main;
      }),
    );
    expect(misnamed.map(({ node }) => node.path)).toEqual([]);
  });
});
