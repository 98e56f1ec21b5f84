import { refuseProtected } from '../../../../cli/stacks/protection';
import { testEnvironment, testPlatform, testService, testStack } from '../../../helpers/test-platform';

const platform = testPlatform({
  environments: [
    testEnvironment(),
    testEnvironment({ name: 'prod', protect: true }),
    testEnvironment({ name: 'production' }),
  ],
  services: [testService('orders', ['dev', 'prod'])],
});
const unprotected = testPlatform({ environments: [testEnvironment()] });

const refusal = (...names: string[]): unknown => {
  try {
    refuseProtected(platform, names);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('destroying what the config protects', () => {
  test.each(['prod-network', 'prod-cluster', 'prod-orders', 'prod-gateway'])(
    '%s of a protected environment is refused',
    (name) => {
      expect(refusal(name)).toMatchObject({ message: `Refusing to destroy ${name}: the config protects prod.` });
    },
  );

  test.each(['bootstrap', 'orders-registry', 'orders-pipeline'])('%s, which environments share, is refused', (name) => {
    expect(refusal(name)).toMatchObject({ message: `Refusing to destroy ${name}: the config protects prod.` });
  });

  test.each(['prod-database', 'archive'])("%s, which is the project's own, is refused", (name) => {
    const stacks = [testStack('database', ['dev', 'prod']), testStack('archive', [])];
    expect(() => {
      refuseProtected({ ...platform, stacks }, ['dev-database', name]);
    }).toThrow(`Refusing to destroy ${name}: the config protects prod.`);
  });

  test('the refusal says what to do instead', () => {
    expect(refusal('prod-gateway')).toMatchObject({
      hint: "To destroy them all the same, set protect: false in prod, run npm run deploy -- '*' and then this command again.",
    });
  });

  test('one refusal names every protected stack and no other', () => {
    expect(refusal('dev-gateway', 'prod-gateway', 'orders-registry')).toMatchObject({
      message: 'Refusing to destroy prod-gateway, orders-registry: the config protects prod.',
    });
  });

  test('stacks of an unprotected environment may be destroyed', () => {
    expect(refusal('dev-network', 'dev-orders')).toBeUndefined();
  });

  test('an environment whose name begins with that of a protected one is not protected', () => {
    expect(refusal('production-network')).toBeUndefined();
  });

  test('a service whose name begins with that of an environment belongs to all environments', () => {
    const named = testPlatform({ ...platform, services: [testService('dev-tools', ['dev', 'prod'])] });
    expect(() => {
      refuseProtected(named, ['dev-tools-registry']);
    }).toThrow('Refusing to destroy dev-tools-registry: the config protects prod.');
    expect(() => {
      refuseProtected(named, ['dev-dev-tools']);
    }).not.toThrow();
  });

  test('without protection everything may be destroyed', () => {
    expect(() => {
      refuseProtected(unprotected, ['bootstrap', 'dev-network', 'orders-registry', 'orders-pipeline']);
    }).not.toThrow();
  });
});
