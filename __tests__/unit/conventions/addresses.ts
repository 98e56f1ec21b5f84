import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { everyPlatform } from '../../helpers/every-platform';
import type { StackJson } from '../../helpers/synth';

const folder = resolve(__dirname, '../../fixtures/addresses');

/** The stacks that a list is about: platform, and ids. Stacks of one layer that are set up alike have the same list. */
const lists: Readonly<Record<string, readonly [platform: string, ...stacks: string[]]>> = {
  'bootstrap.txt': ['test', 'bootstrap'],
  'bootstrap-ci.txt': ['reviewed.json', 'bootstrap'],
  'bootstrap-ci-existing-provider.txt': ['wide.config.ts', 'bootstrap'],
  'network.txt': ['test', 'dev-network', 'prod-network'],
  'network-three-zones.txt': ['wide.config.ts', 'production-network'],
  'cluster.txt': ['test', 'dev-cluster', 'prod-cluster'],
  'registry.txt': ['test', 'hello-registry', 'orders-registry'],
  'service.txt': ['test', 'dev-hello', 'dev-orders', 'prod-hello', 'prod-orders'],
  'pipeline.txt': ['test', 'hello-pipeline', 'orders-pipeline'],
  'gateway.txt': ['test', 'dev-gateway', 'prod-gateway'],
  'gateway-nested-paths.txt': ['wide.config.ts', 'production-gateway'],
};

// An address is where Terraform keeps a resource in the state. Another address for the same thing means that the thing
// is destroyed and made anew, with its users, images or tasks: a change of a line of a list, other than adding one,
// tells Terraform that it moved (cdktf: `moveFromId`), or means the destruction.
describe('the addresses of resources', () => {
  const stacks = Object.entries(lists).flatMap(([list, [platform, ...ids]]) =>
    ids.map((id) => ({ list, platform, id })),
  );

  it.each(stacks)('of $id ($platform) match $list', ({ list, platform, id }) => {
    const app = everyPlatform.find(({ label }) => label === platform)?.app;
    expect(addressesOf(app?.stacks.get(id))).toEqual(readFileSync(join(folder, list), 'utf8').trimEnd().split('\n'));
  });

  it('are frozen for every stack of the test platform', () => {
    const frozen = Object.values(lists).flatMap(([platform, ...ids]) => (platform === 'test' ? ids : []));
    const stacksOfTest = everyPlatform.find(({ label }) => label === 'test')?.app.stacks.keys() ?? [];
    expect(frozen.toSorted()).toEqual([...stacksOfTest].toSorted());
  });

  it('have no list without a stack', () => {
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(lists).toSorted());
  });
});

function addressesOf(stack: StackJson | undefined): readonly string[] {
  return Object.entries(stack?.resource ?? {})
    .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`))
    .toSorted();
}
