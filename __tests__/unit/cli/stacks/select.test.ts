import { missingDependents, selectStacks, withDependencies } from '../../../../cli/stacks/select';
import type { Stack } from '../../../../cli/stacks/manifest';
import { UserError } from '../../../../cli/errors';
import { shopStacks, shopStacksNamed } from '../../../helpers/cli-stack';

const names = (stacks: readonly Stack[]): string[] => stacks.map(({ name }) => name);
const select = (...patterns: string[]): string[] => names(selectStacks(shopStacks, patterns));

function refusal(pattern: string): unknown {
  try {
    return select(pattern);
  } catch (error) {
    return error;
  }
}

describe('selecting stacks', () => {
  test('a name selects the stack of that name and no other', () => {
    expect(select('dev-network')).toEqual(['dev-network']);
  });

  test('a glob selects every stack it matches, in deploy order', () => {
    expect(select('dev-*')).toEqual(['dev-network', 'dev-cluster', 'dev-orders', 'dev-gateway']);
  });

  test('? stands for one letter', () => {
    expect(select('dev-gatewa?')).toEqual(['dev-gateway']);
    expect(() => select('dev-apii?')).toThrow(UserError);
  });

  test('several patterns select each stack once, in deploy order', () => {
    expect(select('*-network', 'bootstrap', 'dev-network')).toEqual(['bootstrap', 'dev-network', 'prod-network']);
  });

  test('characters of regular expressions have no special meaning', () => {
    expect(() => select('dev.network')).toThrow('No stack matches "dev.network". Did you mean dev-network?');
  });

  test('a name that matches nothing is refused with the nearest name and all names', () => {
    expect(refusal('dev-netwrk')).toMatchObject({
      message: 'No stack matches "dev-netwrk". Did you mean dev-network?',
      hint: `The stacks are: ${names(shopStacks).join(', ')}`,
    });
  });

  test('an unlike name is refused without a suggestion', () => {
    expect(() => select('something-else')).toThrow(/^No stack matches "something-else"\.$/);
  });

  test('one pattern that matches nothing is refused among others that do', () => {
    expect(() => select('dev-network', 'x')).toThrow('No stack matches "x".');
  });
});

describe('the dependencies of stacks', () => {
  test('everything a stack depends on comes with it, in deploy order', () => {
    expect(names(withDependencies(shopStacks, shopStacksNamed('dev-gateway')))).toEqual([
      'dev-network',
      'dev-cluster',
      'orders-registry',
      'dev-orders',
      'dev-gateway',
    ]);
  });

  test('the dependents of a stack are those that depend on it directly or through others', () => {
    expect(names(missingDependents(shopStacks, shopStacksNamed('dev-network')))).toEqual([
      'dev-orders',
      'dev-gateway',
      'orders-pipeline',
    ]);
  });

  test('dependents that are selected themselves are not missing', () => {
    const selected = shopStacksNamed('dev-network', 'dev-orders', 'dev-gateway', 'orders-pipeline');
    expect(missingDependents(shopStacks, selected)).toEqual([]);
  });
});
