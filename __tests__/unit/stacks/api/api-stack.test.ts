import type { App } from 'cdktf';
import type { Environment, Platform } from '../../../../config/types';
import { ApiStack, type ServiceRoute } from '../../../../stacks/api/api-stack';
import { BaseStack } from '../../../../stacks/base-stack';
import { apiContract } from '../../../../stacks/contracts';
import { NetworkStack } from '../../../../stacks/network/network-stack';
import { onlyResource, resources, synthesize, type StackJson, type SynthesizedApp } from '../../../helpers/synth';
import { testApi, testEnvironment, testPlatform } from '../../../helpers/test-platform';

interface Setup {
  readonly platform?: Partial<Platform>;
  readonly environment?: Partial<Environment>;
  readonly routes?: readonly ServiceRoute[];
}

class PlainStack extends BaseStack {}

const hello: ServiceRoute = { service: 'hello', api: testApi('hello', 'none') };
const orders: ServiceRoute = { service: 'orders', api: testApi('shop/orders') };
const carts: ServiceRoute = { service: 'carts', api: testApi('shop/carts') };

function synthesizeApi(setup: Setup = {}): SynthesizedApp {
  return synthesize((app: App) => {
    const platform = testPlatform(setup.platform);
    const environment = testEnvironment(setup.environment);
    const network = new NetworkStack(app, platform, environment);
    const routes = setup.routes ?? [hello, orders];
    const services = routes.map(({ service }) => new PlainStack(app, `${environment.name}-${service}`, platform));
    new ApiStack(app, platform, { environment, routes }, { network, services });
  });
}

function apiStack(setup: Setup = {}): StackJson {
  const stack = synthesizeApi(setup).stacks.get(`${setup.environment?.name ?? 'dev'}-api`);
  if (stack === undefined) throw new Error('the app has no API stack');
  return stack;
}

/** The resource of a type at a construct path below the stack. */
function at(stack: StackJson, type: string, path: string): Readonly<Record<string, unknown>> {
  const found = resources(stack, type).find((resource) => constructPath(resource) === `dev-api/${path}`);
  if (found === undefined) throw new Error(`no ${type} at ${path}`);
  return found;
}

function constructPath(resource: Readonly<Record<string, unknown>>): string {
  return (resource['//'] as { metadata: { path: string } }).metadata.path;
}

/** The bytes of every resource of a stack by address, but for those that a new service changes on purpose. */
function untouchedResources(stack: StackJson): Record<string, string> {
  const changing = ['aws_api_gateway_deployment', 'aws_cognito_resource_server', 'aws_cognito_user_pool_client'];
  const others = Object.entries(stack.resource ?? {}).filter(([type]) => !changing.includes(type));
  return Object.fromEntries(
    others.flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => [`${type}.${name}`, JSON.stringify(block)]),
    ),
  );
}

describe('the setting of the reference', () => {
  const stack = apiStack();

  it('"API Gateway {proxy+}, ANY, HTTP proxy integration": for what is below the path of a service', () => {
    expect(at(stack, 'aws_api_gateway_resource', 'api/paths/:hello/route/below-path').path_part).toBe('{proxy+}');
    expect(at(stack, 'aws_api_gateway_method', 'api/paths/:hello/route/below/method').http_method).toBe('ANY');
    expect(at(stack, 'aws_api_gateway_integration', 'api/paths/:hello/route/below/integration')).toMatchObject({
      type: 'HTTP_PROXY',
      integration_http_method: 'ANY',
    });
  });

  it('"endpoint http://<alb-dns>/<prefix>/{proxy}": with the load balancer that the network stack published', () => {
    const integration = at(stack, 'aws_api_gateway_integration', 'api/paths/:shop/:orders/route/below/integration');
    const dnsName = '${data.terraform_remote_state.dev-network-state.outputs.load_balancer_dns_name}';
    expect(integration.uri).toBe(`http://${dnsName}/shop/orders/{proxy}`);
    expect(integration.request_parameters).toMatchObject({
      'integration.request.path.proxy': 'method.request.path.proxy',
    });
  });

  it('"passthrough, default timeout": nothing is transformed and no timeout set', () => {
    for (const integration of resources(stack, 'aws_api_gateway_integration')) {
      expect(integration.passthrough_behavior).toBe('WHEN_NO_MATCH');
      expect(integration).not.toHaveProperty('timeout_milliseconds');
      expect(integration).not.toHaveProperty('request_templates');
    }
  });

  it("and more: the prefix's own root goes to the service, too", () => {
    expect(at(stack, 'aws_api_gateway_integration', 'api/paths/:shop/:orders/route/exact/integration').uri).toMatch(
      /^http:\/\/\$\{.*\}\/shop\/orders$/,
    );
  });

  it('"must be deployed": a stage named after the environment serves the newest deployment', () => {
    const [deployment] = Object.keys(stack.resource?.aws_api_gateway_deployment ?? {});
    expect(onlyResource(stack, 'aws_api_gateway_stage')).toMatchObject({
      stage_name: 'dev',
      deployment_id: `\${aws_api_gateway_deployment.${deployment ?? ''}.id}`,
    });
  });

  it('"Cognito authenticates and authorizes the users of each API": on every method, with the scope of the service', () => {
    const methods = resources(apiStack({ routes: [orders, carts] }), 'aws_api_gateway_method');
    expect(methods).toHaveLength(4);
    for (const method of methods) {
      expect(method.authorization).toBe('COGNITO_USER_POOLS');
      const service = /:(\w+)\/route/.exec(constructPath(method))?.[1] ?? '';
      expect(method.authorization_scopes).toEqual([expect.stringMatching(new RegExp(`^\\$\\{.*\\}/${service}$`))]);
    }
  });

  it('"load balancer, then ECS, then the API\'s integration": the API waits for the network and every service', () => {
    expect(synthesizeApi().dependencies.get('dev-api')?.toSorted()).toEqual(['dev-hello', 'dev-network', 'dev-orders']);
  });
});

describe('a request to the load balancer', () => {
  const stack = apiStack();

  it('carries the origin secret from its encrypted parameter', () => {
    expect(stack.data?.aws_ssm_parameter?.['origin-secret']).toMatchObject({
      name: '${data.terraform_remote_state.dev-network-state.outputs.origin_secret_parameter_name}',
      with_decryption: true,
    });
    for (const integration of resources(stack, 'aws_api_gateway_integration')) {
      expect(integration.request_parameters).toMatchObject({
        'integration.request.header.X-Origin-Verify': "'${data.aws_ssm_parameter.origin-secret.value}'",
      });
    }
  });

  it('makes a new deployment when the secret changes, and shows no more than its hash', () => {
    const triggers = onlyResource(stack, 'aws_api_gateway_deployment').triggers as Record<string, string>;
    expect(triggers['backend-headers']).toBe(
      '{"X-Origin-Verify":"${sha256(data.aws_ssm_parameter.origin-secret.value)}"}',
    );
    const others = Object.entries(triggers).filter(([part]) => part !== 'backend-headers');
    expect(JSON.stringify(others)).not.toContain('origin-secret');
  });
});

describe("a service whose auth is 'none'", () => {
  const stack = apiStack({ routes: [hello, orders] });

  it('answers everybody', () => {
    for (const part of ['exact', 'below']) {
      const method = at(stack, 'aws_api_gateway_method', `api/paths/:hello/route/${part}/method`);
      expect(method.authorization).toBe('NONE');
      expect(method).not.toHaveProperty('authorizer_id');
      expect(method).not.toHaveProperty('authorization_scopes');
    }
  });

  it('has no scope', () => {
    expect(onlyResource(stack, 'aws_cognito_resource_server').scope).toEqual([
      { scope_name: 'orders', scope_description: 'Calls of orders' },
    ]);
    const scopes = onlyResource(stack, 'aws_cognito_user_pool_client').allowed_oauth_scopes as string[];
    expect(scopes).toHaveLength(4);
    expect(scopes[3]).toMatch(/\/orders$/);
  });

  it('changes nothing of the user pool, not even as the only one', () => {
    const types = ['aws_cognito_user_pool', 'aws_cognito_user_pool_domain', 'aws_api_gateway_authorizer'];
    const alone = apiStack({ routes: [hello] });
    for (const type of types) expect(alone.resource?.[type]).toEqual(stack.resource?.[type]);
  });
});

describe('adding a service', () => {
  const before = apiStack({ routes: [hello, orders] });
  const after = apiStack({ routes: [hello, carts, orders] });

  it('changes no other resource than deployment, client and resource server', () => {
    expect(untouchedResources(after)).toMatchObject(untouchedResources(before));
    expect(JSON.stringify(after.data)).toBe(JSON.stringify(before.data));
    expect(JSON.stringify(after.output)).toBe(JSON.stringify(before.output));
  });

  it('adds two resources, methods and integrations of its own, and no second resource for the shared segment', () => {
    const count = (stack: StackJson, type: string): number => resources(stack, type).length;
    expect(count(after, 'aws_api_gateway_resource') - count(before, 'aws_api_gateway_resource')).toBe(2);
    expect(count(after, 'aws_api_gateway_method') - count(before, 'aws_api_gateway_method')).toBe(2);
    expect(count(after, 'aws_api_gateway_integration') - count(before, 'aws_api_gateway_integration')).toBe(2);
  });

  it('changes nothing of the deployment but triggers and what it waits for', () => {
    const { triggers, depends_on, ...rest } = onlyResource(after, 'aws_api_gateway_deployment');
    const {
      triggers: oldTriggers,
      depends_on: oldWaits,
      ...oldRest
    } = onlyResource(before, 'aws_api_gateway_deployment');
    expect(rest).toEqual(oldRest);
    expect(triggers).toMatchObject(oldTriggers as Record<string, string>);
    expect(depends_on).toEqual(expect.arrayContaining(oldWaits as string[]));
  });

  it('changes nothing of the client but its scopes', () => {
    const { allowed_oauth_scopes: scopes, ...rest } = onlyResource(after, 'aws_cognito_user_pool_client');
    const { allowed_oauth_scopes: oldScopes, ...oldRest } = onlyResource(before, 'aws_cognito_user_pool_client');
    expect(rest).toEqual(oldRest);
    expect(scopes).toEqual(expect.arrayContaining(oldScopes as string[]));
  });

  it('gives the same bytes wherever in the config it stands', () => {
    const texts = [
      [hello, orders, carts],
      [carts, orders, hello],
    ].map((routes) => synthesizeApi({ routes }).texts.get('dev-api'));
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('the users of an environment', () => {
  it('are named after platform and environment', () => {
    const stack = apiStack({ platform: { name: 'mill' }, environment: { name: 'prod' } });
    expect(onlyResource(stack, 'aws_cognito_user_pool').name).toBe('mill-prod');
    expect(onlyResource(stack, 'aws_cognito_user_pool_client').name).toBe('mill-prod');
    expect(onlyResource(stack, 'aws_cognito_user_pool_domain').domain).toMatch(/^mill-prod-[0-9a-f]{8}$/);
    expect(onlyResource(stack, 'aws_cognito_resource_server').identifier).toBe('mill-prod');
  });

  it.each([
    [true, 'ACTIVE'],
    [false, 'INACTIVE'],
  ])('cannot be deleted when protect is %s: %s', (protect, state) => {
    expect(onlyResource(apiStack({ environment: { protect } }), 'aws_cognito_user_pool')).toMatchObject({
      deletion_protection: state,
    });
  });

  it('return to the URLs of the config', () => {
    const users = { callbackUrls: ['https://a.example/in'], logoutUrls: ['https://a.example/out'] };
    expect(onlyResource(apiStack({ environment: { users } }), 'aws_cognito_user_pool_client')).toMatchObject({
      callback_urls: ['https://a.example/in'],
      logout_urls: ['https://a.example/out'],
    });
  });
});

describe('the access log', () => {
  it('is named after platform and environment and kept for 30 days', () => {
    expect(onlyResource(apiStack(), 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/shop/dev/api',
      retention_in_days: 30,
    });
  });
});

describe('the contract', () => {
  it('publishes where the API is and how to sign in, and no secret', () => {
    const { output } = apiStack();
    expect(Object.keys(output ?? {})).toEqual(Object.keys(apiContract.outputs).toSorted());
    expect(output?.api_url?.value).toMatch(/^\$\{aws_api_gateway_stage\..*\.invoke_url\}$/);
    expect(output?.sign_in_url?.value).toMatch(/^https:\/\/\$\{.*\}\.auth\.eu-central-1\.amazoncognito\.com$/);
    expect(JSON.stringify(output)).not.toContain('secret');
  });
});
