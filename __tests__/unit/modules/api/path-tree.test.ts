import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { Testing } from 'cdktf';
import { PathTree } from '../../../../modules/api/path-tree';
import { addressesOf, countResources, resourcesOf } from '../../../helpers/terraform-json';

function treeOf(...paths: readonly string[]): string {
  return Testing.synthScope((scope) => {
    const tree = new PathTree(scope, 'paths', { restApiId: 'api', rootResourceId: 'root' });
    for (const path of paths) tree.resourceAt(path);
  });
}

function parts(synth: string): unknown[] {
  return resourcesOf(synth, ApiGatewayResource).map((resource) => resource.path_part);
}

function addresses(synth: string): readonly string[] {
  return addressesOf(synth, ApiGatewayResource);
}

describe('PathTree', () => {
  it('puts a single segment below the root', () => {
    const synth = treeOf('orders');
    expect(synth).toHaveResourceWithProperties(ApiGatewayResource, {
      rest_api_id: 'api',
      parent_id: 'root',
      path_part: 'orders',
    });
    expect(countResources(synth)).toEqual({ aws_api_gateway_resource: 1 });
  });

  it('puts every further segment below the one before', () => {
    const synth = treeOf('shop/v1/orders');
    const parents = resourcesOf(synth, ApiGatewayResource).map(({ path_part, parent_id }) => [path_part, parent_id]);
    const idOf = (part: string): string => `\${${addresses(synth)[parts(synth).indexOf(part)] ?? ''}.id}`;
    expect(Object.fromEntries(parents)).toEqual({ shop: 'root', v1: idOf('shop'), orders: idOf('v1') });
  });

  it('creates the segments that paths share once', () => {
    expect(parts(treeOf('shop/orders', 'shop/carts')).toSorted()).toEqual(['carts', 'orders', 'shop']);
  });

  it('returns the same resource for the same path', () => {
    expect(parts(treeOf('orders', 'orders'))).toEqual(['orders']);
  });

  it('never renames a path because of another', () => {
    expect(addresses(treeOf('a/b', 'shop/carts', 'shop/orders'))).toEqual(
      expect.arrayContaining(addresses(treeOf('shop/orders'))),
    );
  });

  it.each(['Default', 'Resource', 'route', 'v1.0', 'a--b'])('takes %s for a segment like any other', (segment) => {
    expect(parts(treeOf(segment, `other/${segment}`, 'a/b', 'v10')).toSorted()).toEqual(
      [segment, segment, 'other', 'a', 'b', 'v10'].toSorted(),
    );
  });

  it('tells segments apart that differ in letter case only', () => {
    expect(parts(treeOf('Orders', 'orders'))).toHaveLength(2);
  });
});
