import { ProxyMethod, type ProxyMethodProps } from '../../../../modules/api/proxy-method';
import { onlyResource, type StackJson } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

const props: ProxyMethodProps = { restApiId: 'api', resourceId: 'resource', uri: 'http://backend/orders', headers: {} };

function proxyMethod(changes: Partial<ProxyMethodProps> = {}): StackJson {
  return synthesizeScope((scope) => new ProxyMethod(scope, 'orders', { ...props, ...changes }));
}

function description(changes: Partial<ProxyMethodProps> = {}): string {
  let described = '';
  synthesizeScope((scope) => {
    described = JSON.stringify(new ProxyMethod(scope, 'orders', { ...props, ...changes }).description);
  });
  return described;
}

describe('ProxyMethod', () => {
  it('passes every HTTP method on as it is, within the default timeout', () => {
    expect(onlyResource(proxyMethod(), 'aws_api_gateway_integration')).toEqual({
      rest_api_id: 'api',
      resource_id: 'resource',
      http_method: expect.stringMatching(/^\$\{aws_api_gateway_method\..*\.http_method\}$/) as string,
      type: 'HTTP_PROXY',
      integration_http_method: 'ANY',
      uri: 'http://backend/orders',
      passthrough_behavior: 'WHEN_NO_MATCH',
      request_parameters: {},
    });
  });

  it('lets everybody call without an authorization', () => {
    expect(onlyResource(proxyMethod(), 'aws_api_gateway_method')).toEqual({
      rest_api_id: 'api',
      resource_id: 'resource',
      http_method: 'ANY',
      authorization: 'NONE',
      request_parameters: {},
    });
  });

  it('asks the authorizer for one of the scopes', () => {
    const stack = proxyMethod({ authorization: { authorizerId: 'pool', scopes: ['shop/orders'] } });
    expect(onlyResource(stack, 'aws_api_gateway_method')).toMatchObject({
      authorization: 'COGNITO_USER_POOLS',
      authorizer_id: 'pool',
      authorization_scopes: ['shop/orders'],
    });
  });

  it("hands path parameters to the backend's path", () => {
    const stack = proxyMethod({ pathParameters: ['proxy'], uri: 'http://backend/orders/{proxy}' });
    expect(onlyResource(stack, 'aws_api_gateway_method')).toMatchObject({
      request_parameters: { 'method.request.path.proxy': true },
    });
    expect(onlyResource(stack, 'aws_api_gateway_integration')).toMatchObject({
      uri: 'http://backend/orders/{proxy}',
      request_parameters: { 'integration.request.path.proxy': 'method.request.path.proxy' },
    });
  });

  it('sets headers to constants, whatever the client sent', () => {
    const stack = proxyMethod({ headers: { 'X-Origin-Verify': 'secret' } });
    expect(onlyResource(stack, 'aws_api_gateway_integration').request_parameters).toEqual({
      'integration.request.header.X-Origin-Verify': "'secret'",
    });
  });

  it.each<[string, Partial<ProxyMethodProps>]>([
    ['the resource', { resourceId: 'another' }],
    ['the backend', { uri: 'http://backend/elsewhere' }],
    ['the path parameters', { pathParameters: ['proxy'] }],
    ['who may call', { authorization: { authorizerId: 'pool', scopes: ['shop/orders'] } }],
  ])('describes %s', (_, changes) => {
    expect(description(changes)).not.toBe(description());
  });

  it('describes which scopes callers need', () => {
    const withScope = (scope: string): string =>
      description({ authorization: { authorizerId: 'pool', scopes: [scope] } });
    expect(withScope('shop/orders')).not.toBe(withScope('shop/carts'));
  });

  it('keeps the values of headers out of its description', () => {
    expect(description({ headers: { 'X-Origin-Verify': 'secret' } })).toBe(description());
  });
});
