import { CognitoResourceServer } from '@cdktf/provider-aws/lib/cognito-resource-server';
import { Testing } from 'cdktf';
import { ServiceScopes } from '../../../../modules/cognito/service-scopes';
import { countResources, onlyResource } from '../../../helpers/terraform-json';

function scopes(...services: readonly string[]): string {
  return Testing.synthScope((scope) => {
    new ServiceScopes(scope, 'scopes', { userPoolId: 'pool', identifier: 'shop-dev', services });
  });
}

describe('ServiceScopes', () => {
  it('is a resource server with one scope for each service', () => {
    const synth = scopes('orders', 'hello');
    expect(countResources(synth)).toEqual({ aws_cognito_resource_server: 1 });
    expect(onlyResource(synth, CognitoResourceServer)).toEqual({
      user_pool_id: 'pool',
      identifier: 'shop-dev',
      name: 'shop-dev',
      scope: [
        { scope_name: 'hello', scope_description: 'Calls of hello' },
        { scope_name: 'orders', scope_description: 'Calls of orders' },
      ],
    });
  });

  it('is the same in any order of the services', () => {
    expect(scopes('orders', 'hello')).toBe(scopes('hello', 'orders'));
  });

  it('exists without scopes', () => {
    expect(scopes()).toHaveResourceWithProperties(CognitoResourceServer, { identifier: 'shop-dev' });
  });

  it('names the scope of a service', () => {
    Testing.synthScope((scope) => {
      const services = ['orders', 'hello'];
      const made = new ServiceScopes(scope, 'scopes', { userPoolId: 'pool', identifier: 'shop-dev', services });
      expect(made.scopeOf('orders')).toMatch(/\/orders$/);
      expect(made.scopes).toEqual([made.scopeOf('hello'), made.scopeOf('orders')]);
    });
    expect.assertions(2);
  });
});
