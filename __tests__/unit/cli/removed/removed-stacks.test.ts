import { removedStacks } from '../../../../cli/removed/removed-stacks';
import type { StoredState } from '../../../../cli/state/state';

const RESOURCE = { type: 'aws_ecr_repository', name: 'repository', attributes: {} };

function stored(key: string, ...readKeys: string[]): StoredState {
  return { key, state: { resources: [RESOURCE], outputs: {}, readKeys } };
}

const CONFIG = new Set(['shop/bootstrap.tfstate', 'shop/dev-gateway.tfstate']);

describe('finding what the config no longer has', () => {
  test('nothing is removed where every state belongs to a stack of the config', () => {
    expect(removedStacks([stored('shop/bootstrap.tfstate')], CONFIG)).toEqual([]);
  });

  test('a stack comes before those that it reads', () => {
    const states = [
      stored('shop/dev-orders.tfstate', 'shop/dev-network.tfstate', 'shop/orders-registry.tfstate'),
      stored('shop/orders-registry.tfstate'),
      stored('shop/orders-pipeline.tfstate', 'shop/orders-registry.tfstate', 'shop/dev-orders.tfstate'),
    ];
    expect(removedStacks(states, CONFIG)).toEqual([
      { name: 'orders-pipeline', key: 'shop/orders-pipeline.tfstate', resources: 1 },
      { name: 'dev-orders', key: 'shop/dev-orders.tfstate', resources: 1 },
      { name: 'orders-registry', key: 'shop/orders-registry.tfstate', resources: 1 },
    ]);
  });

  test('the state of a gateway under its former id is moved, not removed', () => {
    const { key } = stored('shop/dev-api.tfstate');
    const pool = { type: 'aws_cognito_user_pool', name: 'users', attributes: {} };
    const gateway = { key, state: { resources: [pool], outputs: {}, readKeys: [] } };
    expect(removedStacks([gateway], CONFIG)).toEqual([]);
    expect(removedStacks([gateway], new Set(['shop/bootstrap.tfstate']))).toEqual([
      { name: 'dev-api', key: 'shop/dev-api.tfstate', resources: 1 },
    ]);
  });

  test('a service called api is removed like any other', () => {
    expect(removedStacks([stored('shop/dev-api.tfstate')], CONFIG)).toEqual([
      { name: 'dev-api', key: 'shop/dev-api.tfstate', resources: 1 },
    ]);
  });

  test("another platform's states in the same bucket are left alone", () => {
    expect(removedStacks([stored('blog/dev-orders.tfstate')], CONFIG)).toEqual([]);
  });
});
