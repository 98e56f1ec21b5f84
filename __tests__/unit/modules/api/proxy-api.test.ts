import { ApiGatewayAuthorizer } from '@cdktf/provider-aws/lib/api-gateway-authorizer';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api';
import { Testing } from 'cdktf';
import { ProxyApi, type PathRoute, type ProxyApiProps } from '../../../../modules/api/proxy-api';
import { addressesOf, countResources, onlyResource, referenceTo, resourcesOf } from '../../../helpers/terraform-json';

const props: ProxyApiProps = {
  restApiName: 'shop-dev',
  description: 'The services of shop-dev.',
  authorizerName: 'shop-dev',
  userPoolArn: 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_users',
  backendUrl: 'http://backend',
  backendHeaders: { 'X-Origin-Verify': 'secret' },
  routes: [{ path: 'hello' }, { path: 'orders', scopes: ['shop-dev/orders'] }],
};

function proxyApi(changes: Partial<ProxyApiProps> = {}): string {
  return Testing.synthScope((scope) => new ProxyApi(scope, 'api', { ...props, ...changes }));
}

function triggers(changes: Partial<ProxyApiProps> = {}): Record<string, string> {
  return onlyResource(proxyApi(changes), ApiGatewayDeployment).triggers as Record<string, string>;
}

describe('ProxyApi', () => {
  const synth = proxyApi();

  it('is a regional REST API that does not change bodies', () => {
    expect(onlyResource(synth, ApiGatewayRestApi)).toEqual({
      name: 'shop-dev',
      description: 'The services of shop-dev.',
      endpoint_configuration: { types: ['REGIONAL'] },
      binary_media_types: ['*/*'],
    });
  });

  it('authorizes by the access token in the Authorization header', () => {
    expect(synth).toHaveResourceWithProperties(ApiGatewayAuthorizer, {
      rest_api_id: referenceTo(synth, ApiGatewayRestApi, 'id'),
      name: 'shop-dev',
      type: 'COGNITO_USER_POOLS',
      provider_arns: [props.userPoolArn],
      identity_source: 'method.request.header.Authorization',
    });
  });

  it('has the authorizer even while every route is open to everybody', () => {
    expect(countResources(proxyApi({ routes: [{ path: 'hello' }] }))).toMatchObject({ aws_api_gateway_authorizer: 1 });
  });

  it('offers each path and everything below it', () => {
    const nested = proxyApi({ routes: [{ path: 'shop/orders' }] });
    const parts = resourcesOf(nested, ApiGatewayResource).map((resource) => resource.path_part);
    expect(parts.toSorted()).toEqual(['orders', 'shop', '{proxy+}']);
    const uris = resourcesOf(nested, ApiGatewayIntegration).map((integration) => integration.uri);
    expect(uris.toSorted()).toEqual(['http://backend/shop/orders', 'http://backend/shop/orders/{proxy}']);
  });

  it('has two methods and two integrations for each route', () => {
    expect(countResources(synth)).toEqual({
      aws_api_gateway_authorizer: 1,
      aws_api_gateway_deployment: 1,
      aws_api_gateway_integration: 4,
      aws_api_gateway_method: 4,
      aws_api_gateway_resource: 4,
      aws_api_gateway_rest_api: 1,
    });
  });

  it('is the same in any order of the routes', () => {
    expect(proxyApi({ routes: props.routes.toReversed() })).toBe(synth);
  });
});

describe('the deployment of a ProxyApi', () => {
  const withRoutes = (...routes: PathRoute[]): Partial<ProxyApiProps> => ({ routes });
  const synth = proxyApi();

  it('is created before the old one is destroyed', () => {
    expect(synth).toHaveResourceWithProperties(ApiGatewayDeployment, {
      rest_api_id: referenceTo(synth, ApiGatewayRestApi, 'id'),
      lifecycle: { create_before_destroy: true },
    });
  });

  it('waits for every method and integration', () => {
    const dependsOn = onlyResource(synth, ApiGatewayDeployment).depends_on as string[];
    expect(dependsOn.toSorted()).toEqual(
      [...addressesOf(synth, ApiGatewayMethod), ...addressesOf(synth, ApiGatewayIntegration)].toSorted(),
    );
  });

  it('tells the parts of the API apart', () => {
    expect(Object.keys(triggers())).toEqual(['/hello', '/orders', 'authorizer', 'backend-headers', 'settings']);
  });

  it('is replaced when a route is added, and the other routes stay as they were', () => {
    const before = triggers();
    const { '/new': added, ...others } = triggers({ routes: [...props.routes, { path: 'new' }] });
    expect(added).toContain('http://backend/new/{proxy}');
    expect(others).toEqual(before);
  });

  it('is replaced when a path changes', () => {
    expect(triggers(withRoutes({ path: 'hello' }))).not.toEqual(triggers(withRoutes({ path: 'hi' })));
  });

  it('is replaced when a route asks for other scopes', () => {
    expect(triggers(withRoutes({ path: 'a', scopes: ['x'] }))).not.toEqual(
      triggers(withRoutes({ path: 'a', scopes: ['y'] })),
    );
  });

  it('is replaced when a route opens to everybody', () => {
    expect(triggers(withRoutes({ path: 'a', scopes: ['x'] }))).not.toEqual(triggers(withRoutes({ path: 'a' })));
  });

  it('is replaced when the backend moves', () => {
    expect(triggers({ backendUrl: 'http://other-backend' })['/hello']).not.toBe(triggers()['/hello']);
  });

  it('is replaced when the user pool changes', () => {
    expect(triggers({ userPoolArn: 'arn:another' }).authorizer).not.toBe(triggers().authorizer);
  });

  it('is replaced when a backend header changes, of which it keeps a hash only', () => {
    expect(triggers()['backend-headers']).toBe('{"X-Origin-Verify":"${sha256("secret")}"}');
    expect(triggers({ backendHeaders: { 'X-Origin-Verify': 'other' } })['backend-headers']).toContain('other');
  });
});
