import { ApiGatewayAuthorizer } from '@cdktf/provider-aws/lib/api-gateway-authorizer';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CognitoResourceServer } from '@cdktf/provider-aws/lib/cognito-resource-server';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { CognitoUserPoolDomain } from '@cdktf/provider-aws/lib/cognito-user-pool-domain';
import { gatewayContract } from '../../../../stacks/contracts';
import { apiStack, at, hello, orders } from '../../../helpers/api-stack';
import { countResources, onlyResource, parseStack } from '../../../helpers/terraform-json';

describe('a request to the load balancer', () => {
  const stack = apiStack();

  it('has the origin header with the secret of the service that it is for, and of no other', () => {
    for (const [service, path] of [
      ['hello', ':hello'],
      ['orders', ':shop/:orders'],
    ] as const) {
      for (const part of ['exact', 'below']) {
        const integration = at(stack, ApiGatewayIntegration, `api/paths/${path}/route/${part}/integration`);
        expect(integration.request_parameters).toMatchObject({
          'integration.request.header.X-Origin-Verify': `'\${data.aws_ssm_parameter.origin-secret-${service}.value}'`,
        });
      }
    }
  });

  it.each(['hello', 'orders'])('reads the version of the secret that the rule of %s accepts, decrypted', (service) => {
    const published = (producer: string): string =>
      `data.terraform_remote_state.dev-${producer}-state.outputs.origin_secret_parameter_name`;
    expect(parseStack(stack).data?.aws_ssm_parameter?.[`origin-secret-${service}`]).toMatchObject({
      name: `\${try(${published(service)}, ${published('network')})}`,
      with_decryption: true,
    });
  });

  it('makes a new deployment when a secret changes, and contains only its hash', () => {
    const triggers = onlyResource(stack, ApiGatewayDeployment).triggers as Record<string, string>;
    const hashOf = (service: string): string => `\${sha256(data.aws_ssm_parameter.origin-secret-${service}.value)}`;
    for (const [path, service] of [
      ['/hello', 'hello'],
      ['/shop/orders', 'orders'],
    ] as const) {
      expect(JSON.parse(triggers[path] ?? '')).toMatchObject({ headers: { 'X-Origin-Verify': hashOf(service) } });
    }
    const hashes = ['hello', 'orders'].map(hashOf);
    const others = hashes.reduce((text, hash) => text.replaceAll(hash, ''), Object.values(triggers).join());
    expect(others).not.toContain('origin-secret');
  });
});

describe("a service whose auth is 'none'", () => {
  const stack = apiStack({ routes: [hello, orders] });

  it('answers everybody', () => {
    for (const part of ['exact', 'below']) {
      const method = at(stack, ApiGatewayMethod, `api/paths/:hello/route/${part}/method`);
      expect(method.authorization).toBe('NONE');
      expect(method).not.toHaveProperty('authorizer_id');
      expect(method).not.toHaveProperty('authorization_scopes');
    }
  });

  it('has no scope', () => {
    expect(onlyResource(stack, CognitoResourceServer).scope).toEqual([
      { scope_name: 'orders', scope_description: 'Calls of orders' },
    ]);
    const scopes = onlyResource(stack, CognitoUserPoolClient).allowed_oauth_scopes as string[];
    expect(scopes).toHaveLength(4);
    expect(scopes[3]).toMatch(/\/orders$/);
  });

  it('does not change the user pool, not even as the only service', () => {
    const types = [CognitoUserPool, CognitoUserPoolDomain, ApiGatewayAuthorizer];
    const alone = apiStack({ routes: [hello] });
    for (const type of types) expect(onlyResource(alone, type)).toEqual(onlyResource(stack, type));
  });
});

describe('the users of an environment', () => {
  it('are named after platform and environment', () => {
    const stack = apiStack({ platform: { name: 'mill' }, environment: { name: 'prod' } });
    expect(onlyResource(stack, CognitoUserPool).name).toBe('mill-prod');
    expect(onlyResource(stack, CognitoUserPoolClient).name).toBe('mill-prod');
    expect(onlyResource(stack, CognitoUserPoolDomain).domain).toMatch(/^mill-prod-[0-9a-f]{8}$/);
    expect(onlyResource(stack, CognitoResourceServer).identifier).toBe('mill-prod');
  });

  it.each([
    [true, 'ACTIVE'],
    [false, 'INACTIVE'],
  ])('cannot be deleted when protect is %s: %s', (protect, state) => {
    expect(apiStack({ environment: { protect } })).toHaveResourceWithProperties(CognitoUserPool, {
      deletion_protection: state,
    });
  });

  it('are redirected to the URLs of the config', () => {
    const users = { callbackUrls: ['https://a.example/in'], logoutUrls: ['https://a.example/out'] };
    expect(apiStack({ environment: { users } })).toHaveResourceWithProperties(CognitoUserPoolClient, {
      callback_urls: ['https://a.example/in'],
      logout_urls: ['https://a.example/out'],
    });
  });
});

describe('the access log', () => {
  it('is named after platform and environment and kept for 30 days', () => {
    expect(apiStack()).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: '/shop/dev/api',
      retention_in_days: 30,
    });
  });
});

describe('the contract', () => {
  it('publishes the URL of the API and the sign-in settings, and no secret', () => {
    const { output } = parseStack(apiStack());
    expect(Object.keys(output ?? {})).toEqual(Object.keys(gatewayContract.outputs).toSorted());
    expect(output?.api_url?.value).toMatch(/^\$\{aws_api_gateway_stage\..*\.invoke_url\}$/);
    expect(output?.sign_in_url?.value).toMatch(/^https:\/\/\$\{.*\}\.auth\.eu-central-1\.amazoncognito\.com$/);
    expect(JSON.stringify(output)).not.toContain('secret');
  });
});

describe('the API stack of an environment with two services', () => {
  it('holds exactly their routes and the user pool', () => {
    expect(countResources(apiStack())).toEqual({
      aws_api_gateway_authorizer: 1,
      aws_api_gateway_deployment: 1,
      aws_api_gateway_integration: 4,
      aws_api_gateway_method: 4,
      aws_api_gateway_method_settings: 1,
      aws_api_gateway_resource: 5,
      aws_api_gateway_rest_api: 1,
      aws_api_gateway_stage: 1,
      aws_cloudwatch_log_group: 1,
      aws_cognito_resource_server: 1,
      aws_cognito_user_pool: 1,
      aws_cognito_user_pool_client: 1,
      aws_cognito_user_pool_domain: 1,
    });
  });
});
