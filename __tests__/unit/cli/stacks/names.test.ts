import { UserError } from '../../../../cli/errors';
import { selectNamed, stackNames } from '../../../../cli/stacks/names';
import { testPlatform, testService, testStack } from '../../../helpers/test-platform';

/** Environments dev and prod, services hello and orders. */
const names = (...asked: string[]): string[] => stackNames(testPlatform(), asked).sort();

test('an environment is its network, cluster, services and API', () => {
  expect(names('dev')).toEqual(['dev-cluster', 'dev-gateway', 'dev-hello', 'dev-network', 'dev-orders']);
});

test('a service is its registry, its pipeline and where it runs', () => {
  expect(names('orders')).toEqual(['dev-orders', 'orders-pipeline', 'orders-registry', 'prod-orders']);
});

test("a stack of the project's own is named by its name, and is part of its environment", () => {
  const stacks = [testStack('database', ['dev', 'prod']), testStack('archive', [])];
  const own = (...asked: string[]): string[] => stackNames(testPlatform({ stacks }), asked).sort();
  expect(own('database')).toEqual(['dev-database', 'prod-database']);
  expect(own('archive')).toEqual(['archive']);
  expect(own('dev')).toEqual([...names('dev'), 'dev-database'].sort());
  expect(() => own('databse')).toThrow('Did you mean database?');
});

test('stacks are named alone, by globs, and together with the others', () => {
  expect(names('bootstrap')).toEqual(['bootstrap']);
  expect(names('*-network', 'prod-gateway')).toEqual(['dev-network', 'prod-gateway', 'prod-network']);
  expect(names('hello', 'dev-hello')).toEqual(names('hello'));
});

describe('names that look alike', () => {
  const alike = testPlatform({
    services: ['tools', 'dev-tools', 'devtools', 'dev-network', 'prod'].map((name) =>
      testService(name, ['dev', 'prod']),
    ),
  });
  const named = (...asked: string[]): string[] => stackNames(alike, asked).sort();

  test('an environment is without what belongs to a service whose name begins like its own', () => {
    const [tools, services] = [['dev-tools'], ['dev-dev-network', 'dev-dev-tools', 'dev-devtools', 'dev-prod']];
    expect(named('dev')).toEqual(['dev-cluster', 'dev-gateway', 'dev-network', ...tools, ...services].sort());
  });

  test('the name of a stack is that stack alone, though a service is called so, as jobs name stacks', () => {
    expect(named('dev-tools')).toEqual(['dev-tools']);
    expect(named('dev-network', 'dev-tools')).toEqual(['dev-network', 'dev-tools']);
    expect(named('prod-tools')).toEqual(['prod-tools']);
  });

  test('the name of an environment and a service is refused, with the stacks of both', () => {
    expect(() => named('prod')).toThrow(
      expect.objectContaining({
        message: '"prod" is the name of an environment and of a service.',
        hint:
          'Name the stacks. Those of the environment are: prod-network prod-cluster prod-gateway prod-tools ' +
          'prod-dev-tools prod-devtools prod-dev-network prod-prod\n' +
          'Those of the service are: prod-registry prod-pipeline dev-prod prod-prod',
      }) as Error,
    );
  });

  test('stacks that are there are selected by the same names, in their order', () => {
    const there = ['bootstrap', 'devtools-registry', 'dev-tools-registry', 'prod-devtools'].map((name) => ({ name }));
    expect(selectNamed(alike, [...there], ['prod-devtools', 'devtools-*'])).toEqual([there[1], there[3]]);
  });
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
