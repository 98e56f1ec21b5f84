import { apiContract } from '../../../../stacks/contracts';
import { apiStack, at, hello, orders } from '../../../helpers/api-stack';
import { onlyResource, resources } from '../../../helpers/synth';

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
