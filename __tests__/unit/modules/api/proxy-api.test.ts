import { ProxyApi, type PathRoute, type ProxyApiProps } from '../../../../modules/api/proxy-api';
import { onlyResource, resources, type StackJson } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

const props: ProxyApiProps = {
  restApiName: 'shop-dev',
  description: 'The services of shop-dev.',
  authorizerName: 'shop-dev',
  userPoolArn: 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_users',
  backendUrl: 'http://backend',
  backendHeaders: { 'X-Origin-Verify': 'secret' },
  routes: [{ path: 'hello' }, { path: 'orders', scopes: ['shop-dev/orders'] }],
};

function proxyApi(changes: Partial<ProxyApiProps> = {}): StackJson {
  return synthesizeScope((scope) => new ProxyApi(scope, 'api', { ...props, ...changes }));
}

function triggers(changes: Partial<ProxyApiProps> = {}): Record<string, string> {
  return onlyResource(proxyApi(changes), 'aws_api_gateway_deployment').triggers as Record<string, string>;
}

describe('ProxyApi', () => {
  it('is a regional REST API that lets bodies through untouched', () => {
    expect(onlyResource(proxyApi(), 'aws_api_gateway_rest_api')).toEqual({
      name: 'shop-dev',
      description: 'The services of shop-dev.',
      endpoint_configuration: { types: ['REGIONAL'] },
      binary_media_types: ['*/*'],
    });
  });

  it('authorizes by the access token in the Authorization header', () => {
    expect(onlyResource(proxyApi(), 'aws_api_gateway_authorizer')).toMatchObject({
      type: 'COGNITO_USER_POOLS',
      provider_arns: [props.userPoolArn],
      identity_source: 'method.request.header.Authorization',
    });
  });

  it('has the authorizer even while every route is open', () => {
    expect(resources(proxyApi({ routes: [{ path: 'hello' }] }), 'aws_api_gateway_authorizer')).toHaveLength(1);
  });

  it('offers each path and everything below it', () => {
    const stack = proxyApi({ routes: [{ path: 'shop/orders' }] });
    expect(resources(stack, 'aws_api_gateway_resource').map((resource) => resource.path_part)).toEqual([
      'shop',
      'orders',
      '{proxy+}',
    ]);
    expect(resources(stack, 'aws_api_gateway_integration').map((integration) => integration.uri)).toEqual([
      'http://backend/shop/orders/{proxy}',
      'http://backend/shop/orders',
    ]);
  });

  it('has two methods and two integrations a route', () => {
    const stack = proxyApi();
    expect(resources(stack, 'aws_api_gateway_method')).toHaveLength(4);
    expect(resources(stack, 'aws_api_gateway_integration')).toHaveLength(4);
  });

  it('gives the order of the routes no meaning', () => {
    expect(proxyApi({ routes: props.routes.toReversed() })).toEqual(proxyApi());
  });
});

describe('the deployment of a ProxyApi', () => {
  const withRoutes = (...routes: PathRoute[]): Partial<ProxyApiProps> => ({ routes });

  it('is created before the old one is destroyed', () => {
    expect(onlyResource(proxyApi(), 'aws_api_gateway_deployment')).toMatchObject({
      lifecycle: { create_before_destroy: true },
    });
  });

  it('waits for every method and integration', () => {
    const stack = proxyApi();
    const methods = Object.keys(stack.resource?.aws_api_gateway_method ?? {});
    const integrations = Object.keys(stack.resource?.aws_api_gateway_integration ?? {});
    const waitsFor = onlyResource(stack, 'aws_api_gateway_deployment').depends_on as string[];
    expect(waitsFor.toSorted()).toEqual(
      [
        ...methods.map((name) => `aws_api_gateway_method.${name}`),
        ...integrations.map((name) => `aws_api_gateway_integration.${name}`),
      ].toSorted(),
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
    expect(triggers({ backendUrl: 'http://elsewhere' })['/hello']).not.toBe(triggers()['/hello']);
  });

  it('is replaced when the user pool changes', () => {
    expect(triggers({ userPoolArn: 'arn:another' }).authorizer).not.toBe(triggers().authorizer);
  });

  it('is replaced when a backend header changes, of which it keeps a hash only', () => {
    expect(triggers()['backend-headers']).toBe('{"X-Origin-Verify":"${sha256("secret")}"}');
    expect(triggers({ backendHeaders: { 'X-Origin-Verify': 'other' } })['backend-headers']).toContain('other');
  });
});
