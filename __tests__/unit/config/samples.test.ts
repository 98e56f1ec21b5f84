import { resolve } from 'node:path';
import { loadPlatform } from '../../../config/load';
import { optionsOf } from '../../../config/schema/inspect';
import { schemaAt } from '../../../config/schema/navigate';
import sample from '../../../platform.config';
import type { Platform } from '../../../config/types';
import smallest from '../../fixtures/platforms/smallest.json';
import { config } from '../../helpers/config';

const root = resolve(__dirname, '../../..');
const load = (file: string): Platform => loadPlatform(resolve(root, file));

describe('the sample config', () => {
  const platform = load('platform.config.ts');

  it('has environments dev and prod, of which prod asks for approval and is protected', () => {
    expect(platform.environments.map(({ name, approval, protect }) => ({ name, approval, protect }))).toEqual([
      { name: 'dev', approval: false, protect: false },
      { name: 'prod', approval: true, protect: true },
    ]);
  });

  it('has one service with only its repository, and one that uses every option', () => {
    const located = schemaAt(['services', 'orders']);
    expect(Object.keys(sample.services.hello ?? {})).toEqual(['repository']);
    expect(Object.keys(sample.services.orders ?? {}).sort()).toEqual(
      (located === undefined ? [] : optionsOf(located.schema).map(([name]) => name)).sort(),
    );
  });
});

describe('the smallest config', () => {
  it('is the one of the tests, of six values', () => {
    expect(smallest).toEqual(config());
    expect(load('__tests__/fixtures/platforms/smallest.json').services).toHaveLength(1);
  });
});

describe('the wide config', () => {
  const platform = load('__tests__/fixtures/platforms/wide.config.ts');

  it('has names as long as they may be', () => {
    expect(platform.name).toHaveLength(32);
    expect(Math.max(...platform.environments.map(({ name }) => name.length))).toBe(16);
    expect(Math.max(...platform.services.map(({ name }) => name.length))).toBe(40);
  });

  it('differs from the sample in every option that can differ', () => {
    expect(platform).toMatchObject({ account: '210987654321', region: 'us-west-2' });
    expect(platform.environments.map(({ network }) => network)).toEqual([
      { cidr: '10.0.0.0/16', availabilityZones: 2, natGateways: 0 },
      { cidr: '192.168.7.0/24', availabilityZones: 2, natGateways: 1 },
      { cidr: '172.20.0.0/18', availabilityZones: 3, natGateways: 3 },
    ]);
    const apis = platform.services.map(({ deployments }) => deployments[0]?.api);
    expect(apis).toContainEqual(expect.objectContaining({ path: 'v1/public/Tracking_2.0', auth: 'none' }));
    expect(platform.services).toHaveLength(5);
  });
});
