import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { Testing } from 'cdktf';
import { ProxyMethod, type ProxyMethodProps } from '../../../../modules/api/proxy-method';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

const props: ProxyMethodProps = { restApiId: 'api', resourceId: 'resource', uri: 'http://backend/orders', headers: {} };

function proxyMethod(changes: Partial<ProxyMethodProps> = {}): string {
  return Testing.synthScope((scope) => new ProxyMethod(scope, 'orders', { ...props, ...changes }));
}

function description(changes: Partial<ProxyMethodProps> = {}): string {
  let described = '';
  Testing.synthScope((scope) => {
    described = JSON.stringify(new ProxyMethod(scope, 'orders', { ...props, ...changes }).description);
  });
  return described;
}

describe('ProxyMethod', () => {
  it('is one method and one integration', () => {
    expect(countResources(proxyMethod())).toEqual({ aws_api_gateway_integration: 1, aws_api_gateway_method: 1 });
  });

  it('passes every HTTP method on as it is, within the default timeout', () => {
    const synth = proxyMethod();
    expect(onlyResource(synth, ApiGatewayIntegration)).toEqual({
      rest_api_id: 'api',
      resource_id: 'resource',
      http_method: referenceTo(synth, ApiGatewayMethod, 'http_method'),
      type: 'HTTP_PROXY',
      integration_http_method: 'ANY',
      uri: 'http://backend/orders',
      passthrough_behavior: 'WHEN_NO_MATCH',
      request_parameters: {},
    });
  });

  it('lets everybody call without an authorization', () => {
    expect(onlyResource(proxyMethod(), ApiGatewayMethod)).toEqual({
      rest_api_id: 'api',
      resource_id: 'resource',
      http_method: 'ANY',
      authorization: 'NONE',
      request_parameters: {},
    });
  });

  it('asks the authorizer for one of the scopes', () => {
    const synth = proxyMethod({ authorization: { authorizerId: 'pool', scopes: ['shop/orders'] } });
    expect(synth).toHaveResourceWithProperties(ApiGatewayMethod, {
      authorization: 'COGNITO_USER_POOLS',
      authorizer_id: 'pool',
      authorization_scopes: ['shop/orders'],
    });
  });

  it("hands path parameters to the backend's path", () => {
    const synth = proxyMethod({ pathParameters: ['proxy'], uri: 'http://backend/orders/{proxy}' });
    expect(synth).toHaveResourceWithProperties(ApiGatewayMethod, {
      request_parameters: { 'method.request.path.proxy': true },
    });
    expect(synth).toHaveResourceWithProperties(ApiGatewayIntegration, {
      uri: 'http://backend/orders/{proxy}',
      request_parameters: { 'integration.request.path.proxy': 'method.request.path.proxy' },
    });
  });

  it('sets headers to constants and ignores those that the client sent', () => {
    const synth = proxyMethod({ headers: { 'X-Origin-Verify': 'secret' } });
    expect(onlyResource(synth, ApiGatewayIntegration).request_parameters).toEqual({
      'integration.request.header.X-Origin-Verify': "'secret'",
    });
  });

  it.each<[string, Partial<ProxyMethodProps>]>([
    ['the resource', { resourceId: 'another' }],
    ['the backend', { uri: 'http://backend/other' }],
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
