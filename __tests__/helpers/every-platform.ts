import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadPlatform } from '../../config/load';
import type { Platform } from '../../config/types';
import { addDeliverySystem } from '../../stacks/delivery-system';
import { oncePer } from './once-per';
import { synthesize, type StackJson, type SynthesizedApp } from './synth';
import { testPlatform } from './test-platform';

/** A platform and everything that is synthesized for it. */
export interface SynthesizedPlatform {
  /** How messages call it. */
  readonly label: string;
  readonly platform: Platform;
  readonly app: SynthesizedApp;
}

/** One resource of one stack. */
export interface Resource {
  /** Where it is, for messages, e.g. `sample: dev-network: aws_lb.load-balancer_D2F3`. */
  readonly place: string;
  readonly type: string;
  /** Name in the stack's JSON. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly stackId: string;
  readonly stack: StackJson;
}

const root = resolve(__dirname, '../..');
const fixtures = join(root, '__tests__/fixtures/platforms');

/** Everything that is synthesized for a platform. */
export const synthesizePlatform = oncePer((platform: Platform) =>
  synthesize((app) => {
    addDeliverySystem(app, platform);
  }),
);

/** The sample config, the platform of the unit tests and every platform of the fixtures. */
export const everyPlatform: readonly SynthesizedPlatform[] = [
  { label: 'sample', platform: loadPlatform(join(root, 'platform.config.ts')) },
  { label: 'test', platform: testPlatform() },
  ...readdirSync(fixtures).map((file) => ({ label: file, platform: loadPlatform(join(fixtures, file)) })),
].map((each) => ({ ...each, app: synthesizePlatform(each.platform) }));

/** Every resource of every stack of every platform. */
export const everyResource: readonly Resource[] = everyPlatform.flatMap(({ label, app }) =>
  [...app.stacks].flatMap(([stackId, stack]) =>
    resourcesOf(stack).map((resource) => ({
      ...resource,
      place: `${label}: ${stackId}: ${resource.type}.${resource.name}`,
      stackId,
      stack,
    })),
  ),
);

/** The resources of one stack. */
function resourcesOf(stack: StackJson): Pick<Resource, 'type' | 'name' | 'attributes'>[] {
  return Object.entries(stack.resource ?? {}).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, attributes]) => ({ type, name, attributes })),
  );
}

/** Every resource of a type. There is one at least: a rule about nothing proves nothing. */
export function everyResourceOf(type: string): readonly Resource[] {
  const found = everyResource.filter((resource) => resource.type === type);
  if (found.length === 0) throw new Error(`no platform has an ${type}`);
  return found;
}

/** Where the resources of a type are for which a rule does not hold; empty if it holds for all. */
export function exceptionsOf(type: string, holds: (resource: Resource) => boolean): readonly string[] {
  return everyResourceOf(type)
    .filter((resource) => !holds(resource))
    .map(({ place }) => place);
}

/** The resources of another type in the same stack that refer to a resource. */
export function referringTo(
  resource: Resource,
  type: string,
  attribute: string,
): readonly Readonly<Record<string, unknown>>[] {
  const reference = `\${${resource.type}.${resource.name}.`;
  return Object.values(resource.stack.resource?.[type] ?? {}).filter((other) =>
    String(other[attribute]).startsWith(reference),
  );
}
