import { ApiGatewayAuthorizer } from '@cdktf/provider-aws/lib/api-gateway-authorizer';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api';
import { Testing } from 'cdktf';
import { ProxyApi, type PathRoute, type ProxyApiProps } from '../../../../modules/api/proxy-api';
import { addressesOf, countResources, onlyResource, referenceTo, resourcesOf } from '../../../helpers/terraform-json';

function route(path: string, changes: Partial<PathRoute> = {}): PathRoute {
  return { path, headers: { 'X-Origin-Verify': `secret of ${path}` }, ...changes };
}

const props: ProxyApiProps = {
  restApiName: 'shop-dev',
  description: 'The services of shop-dev.',
  authorizerName: 'shop-dev',
  userPoolArn: 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_users',
  backendUrl: 'http://backend',
  routes: [route('hello'), route('orders', { scopes: ['shop-dev/orders'] })],
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
    expect(countResources(proxyApi({ routes: [route('hello')] }))).toMatchObject({ aws_api_gateway_authorizer: 1 });
  });

  it('offers each path and everything below it', () => {
    const nested = proxyApi({ routes: [route('shop/orders')] });
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
    expect(Object.keys(triggers())).toEqual(['/hello', '/orders', 'authorizer', 'settings']);
  });

  it('is replaced when a route is added, and the other routes stay as they were', () => {
    const before = triggers();
    const { '/new': added, ...others } = triggers({ routes: [...props.routes, route('new')] });
    expect(added).toContain('http://backend/new/{proxy}');
    expect(others).toEqual(before);
  });

  it('is replaced when a path changes', () => {
    expect(triggers(withRoutes(route('hello')))).not.toEqual(triggers(withRoutes(route('hi'))));
  });

  it('is replaced when a route asks for other scopes', () => {
    expect(triggers(withRoutes(route('a', { scopes: ['x'] })))).not.toEqual(
      triggers(withRoutes(route('a', { scopes: ['y'] }))),
    );
  });

  it('is replaced when a route opens to everybody', () => {
    expect(triggers(withRoutes(route('a', { scopes: ['x'] })))).not.toEqual(triggers(withRoutes(route('a'))));
  });

  it('is replaced when the backend moves', () => {
    expect(triggers({ backendUrl: 'http://other-backend' })['/hello']).not.toBe(triggers()['/hello']);
  });

  it('is replaced when the user pool changes', () => {
    expect(triggers({ userPoolArn: 'arn:another' }).authorizer).not.toBe(triggers().authorizer);
  });

  it('is replaced when a header of a route changes, of which it keeps a hash only', () => {
    const changed = triggers(withRoutes(route('hello'), route('orders', { headers: { 'X-Origin-Verify': 'other' } })));
    expect(changed['/orders']).toContain('"headers":{"X-Origin-Verify":"${sha256("other")}"}');
    expect(changed['/hello']).toBe(triggers()['/hello']);
  });

  it('gives each route its own headers, on both methods', () => {
    const sent = resourcesOf(synth, ApiGatewayIntegration).map(({ uri, request_parameters: parameters }) => [
      uri,
      (parameters as Record<string, string>)['integration.request.header.X-Origin-Verify'],
    ]);
    expect(sent).toHaveLength(4);
    for (const [uri, value] of sent) {
      expect(value).toBe(String(uri).includes('/orders') ? "'secret of orders'" : "'secret of hello'");
    }
  });
});
