import { PathTree } from '../../../../modules/api/path-tree';
import { resources, type StackJson } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

function treeOf(...paths: readonly string[]): StackJson {
  return synthesizeScope((scope) => {
    const tree = new PathTree(scope, 'paths', { restApiId: 'api', rootResourceId: 'root' });
    for (const path of paths) tree.resourceAt(path);
  });
}

function parts(stack: StackJson): unknown[] {
  return resources(stack, 'aws_api_gateway_resource').map((resource) => resource.path_part);
}

function addresses(stack: StackJson): string[] {
  return Object.keys(stack.resource?.aws_api_gateway_resource ?? {});
}

describe('PathTree', () => {
  it('puts a single segment below the root', () => {
    expect(resources(treeOf('orders'), 'aws_api_gateway_resource')).toEqual([
      { rest_api_id: 'api', parent_id: 'root', path_part: 'orders' },
    ]);
  });

  it('puts every further segment below the one before', () => {
    const stack = treeOf('shop/v1/orders');
    expect(parts(stack).toSorted()).toEqual(['orders', 'shop', 'v1']);
    const parents = resources(stack, 'aws_api_gateway_resource').map((resource) => resource.parent_id);
    expect(parents.filter((parent) => parent === 'root')).toHaveLength(1);
    expect(new Set(parents).size).toBe(3);
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
