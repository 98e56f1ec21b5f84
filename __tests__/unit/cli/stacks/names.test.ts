import { UserError } from '../../../../cli/errors';
import { stackNames } from '../../../../cli/stacks/names';
import { testPlatform } from '../../../helpers/test-platform';

/** Environments dev and prod, services hello and orders. */
const names = (...asked: string[]): string[] => stackNames(testPlatform(), asked).sort();

test('an environment is its network, cluster, services and API', () => {
  expect(names('dev')).toEqual(['dev-cluster', 'dev-gateway', 'dev-hello', 'dev-network', 'dev-orders']);
});

test('a service is its registry, its pipeline and where it runs', () => {
  expect(names('orders')).toEqual(['dev-orders', 'orders-pipeline', 'orders-registry', 'prod-orders']);
});

test('stacks are named alone, by globs, and together with the others', () => {
  expect(names('bootstrap')).toEqual(['bootstrap']);
  expect(names('*-network', 'prod-gateway')).toEqual(['dev-network', 'prod-gateway', 'prod-network']);
  expect(names('hello', 'dev-hello')).toEqual(names('hello'));
});

test('an unknown name is refused with the nearest name', () => {
  expect(() => names('dev-order')).toThrow(UserError);
  expect(() => names('dev-order')).toThrow('Did you mean dev-orders?');
  expect(() => names('order')).toThrow('Did you mean orders?');
  expect(() => names('prd')).toThrow('Did you mean prod?');
  expect(() => names('production')).toThrow('Did you mean prod?');
});

test('what is nothing of that is refused with all names', () => {
  expect(() => names('web')).toThrow(
    expect.objectContaining({
      message: 'No stack matches "web".',
      hint: expect.stringContaining('\nThe environments and services are: dev, prod, hello, orders') as string,
    }) as Error,
  );
});
