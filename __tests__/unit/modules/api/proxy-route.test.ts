import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { Testing } from 'cdktf';
import { ProxyRoute } from '../../../../modules/api/proxy-route';
import { addressesOf, countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

describe('ProxyRoute', () => {
  let description = '';
  const synth = Testing.synthScope((scope) => {
    const route = new ProxyRoute(scope, 'route', {
      restApiId: 'api',
      resourceId: 'orders',
      uri: 'http://backend/orders',
      headers: { 'X-Origin-Verify': 'secret' },
      authorization: { authorizerId: 'pool', scopes: ['shop/orders'] },
    });
    description = route.description;
    new ApiGatewayDeployment(scope, 'deployment', { restApiId: 'api', dependsOn: [...route.parts] });
  });

  it('adds one resource, for everything below the path', () => {
    expect(onlyResource(synth, ApiGatewayResource)).toEqual({
      rest_api_id: 'api',
      parent_id: 'orders',
      path_part: '{proxy+}',
    });
  });

  it('sends the path itself to the same path of the backend', () => {
    expect(synth).toHaveResourceWithProperties(ApiGatewayMethod, { resource_id: 'orders', request_parameters: {} });
    expect(synth).toHaveResourceWithProperties(ApiGatewayIntegration, {
      resource_id: 'orders',
      uri: 'http://backend/orders',
      request_parameters: { 'integration.request.header.X-Origin-Verify': "'secret'" },
    });
  });

  it('sends everything below the path to the same path of the backend', () => {
    const below = referenceTo(synth, ApiGatewayResource, 'id');
    expect(synth).toHaveResourceWithProperties(ApiGatewayMethod, {
      resource_id: below,
      request_parameters: { 'method.request.path.proxy': true },
    });
    expect(synth).toHaveResourceWithProperties(ApiGatewayIntegration, {
      resource_id: below,
      uri: 'http://backend/orders/{proxy}',
      request_parameters: {
        'integration.request.path.proxy': 'method.request.path.proxy',
        'integration.request.header.X-Origin-Verify': "'secret'",
      },
    });
  });

  it.each(['orders', referenceTo(synth, ApiGatewayResource, 'id')])('authorizes the callers of %s', (resource) => {
    expect(synth).toHaveResourceWithProperties(ApiGatewayMethod, {
      resource_id: resource,
      authorization: 'COGNITO_USER_POOLS',
      authorizer_id: 'pool',
      authorization_scopes: ['shop/orders'],
    });
  });

  it('lets a deployment wait for its methods and integrations', () => {
    const dependsOn = onlyResource(synth, ApiGatewayDeployment).depends_on as string[];
    expect(dependsOn.toSorted()).toEqual(
      [...addressesOf(synth, ApiGatewayMethod), ...addressesOf(synth, ApiGatewayIntegration)].toSorted(),
    );
  });

  it('describes both, and hashes of the headers', () => {
    expect(Object.keys(JSON.parse(description) as object)).toEqual(['exact', 'below', 'headers']);
    expect(description.replace(/sha256\([^)]*\)/g, '')).not.toContain('secret');
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_api_gateway_deployment: 1, // the test's own
      aws_api_gateway_integration: 2,
      aws_api_gateway_method: 2,
      aws_api_gateway_resource: 1,
    });
  });
});
