import { ServiceScopes } from '../../../../modules/cognito/service-scopes';
import { onlyResource } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

function server(...services: readonly string[]): Readonly<Record<string, unknown>> {
  const stack = synthesizeScope(
    (scope) => new ServiceScopes(scope, 'scopes', { userPoolId: 'pool', identifier: 'shop-dev', services }),
  );
  return onlyResource(stack, 'aws_cognito_resource_server');
}

describe('ServiceScopes', () => {
  it('is a resource server with one scope a service', () => {
    expect(server('orders', 'hello')).toEqual({
      user_pool_id: 'pool',
      identifier: 'shop-dev',
      name: 'shop-dev',
      scope: [
        { scope_name: 'hello', scope_description: 'Calls of hello' },
        { scope_name: 'orders', scope_description: 'Calls of orders' },
      ],
    });
  });

  it('gives the order of the services no meaning', () => {
    expect(server('orders', 'hello')).toEqual(server('hello', 'orders'));
  });

  it('exists without scopes', () => {
    expect(server()).toMatchObject({ identifier: 'shop-dev' });
  });

  it('tells the scope of a service', () => {
    synthesizeScope((scope) => {
      const scopes = new ServiceScopes(scope, 'scopes', {
        userPoolId: 'pool',
        identifier: 'shop-dev',
        services: ['orders', 'hello'],
      });
      expect(scopes.scopeOf('orders')).toMatch(/\/orders$/);
      expect(scopes.scopes).toEqual([scopes.scopeOf('hello'), scopes.scopeOf('orders')]);
    });
  });
});
