import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage';
import { apiStack, at, carts, constructPath, orders, synthesizeApi } from '../../../helpers/api-stack';
import { referenceTo, resourcesOf } from '../../../helpers/terraform-json';

describe('the setting of the reference', () => {
  const stack = apiStack();

  it('"API Gateway {proxy+}, ANY, HTTP proxy integration": for what is below the path of a service', () => {
    expect(at(stack, ApiGatewayResource, 'api/paths/:hello/route/below-path').path_part).toBe('{proxy+}');
    expect(at(stack, ApiGatewayMethod, 'api/paths/:hello/route/below/method').http_method).toBe('ANY');
    expect(at(stack, ApiGatewayIntegration, 'api/paths/:hello/route/below/integration')).toMatchObject({
      type: 'HTTP_PROXY',
      integration_http_method: 'ANY',
    });
  });

  it('"endpoint http://<alb-dns>/<prefix>/{proxy}": with the load balancer that the network stack published', () => {
    const integration = at(stack, ApiGatewayIntegration, 'api/paths/:shop/:orders/route/below/integration');
    const dnsName = '${data.terraform_remote_state.dev-network-state.outputs.load_balancer_dns_name}';
    expect(integration.uri).toBe(`http://${dnsName}/shop/orders/{proxy}`);
    expect(integration.request_parameters).toMatchObject({
      'integration.request.path.proxy': 'method.request.path.proxy',
    });
  });

  it('"passthrough, default timeout": nothing is transformed and no timeout set', () => {
    for (const integration of resourcesOf(stack, ApiGatewayIntegration)) {
      expect(integration.passthrough_behavior).toBe('WHEN_NO_MATCH');
      expect(integration).not.toHaveProperty('timeout_milliseconds');
      expect(integration).not.toHaveProperty('request_templates');
    }
  });

  it("and more: the prefix's own root goes to the service, too", () => {
    expect(at(stack, ApiGatewayIntegration, 'api/paths/:shop/:orders/route/exact/integration').uri).toMatch(
      /^http:\/\/\$\{.*\}\/shop\/orders$/,
    );
  });

  it('"must be deployed": a stage named after the environment serves the newest deployment', () => {
    expect(stack).toHaveResourceWithProperties(ApiGatewayStage, {
      stage_name: 'dev',
      deployment_id: referenceTo(stack, ApiGatewayDeployment, 'id'),
    });
  });

  it('"Cognito authenticates and authorizes the users of each API": on every method, with the scope of the service', () => {
    const methods = resourcesOf(apiStack({ routes: [orders, carts] }), ApiGatewayMethod);
    expect(methods).toHaveLength(4);
    for (const method of methods) {
      expect(method.authorization).toBe('COGNITO_USER_POOLS');
      const service = /:(\w+)\/route/.exec(constructPath(method))?.[1] ?? '';
      expect(method.authorization_scopes).toEqual([expect.stringMatching(new RegExp(`^\\$\\{.*\\}/${service}$`))]);
    }
  });

  it('"load balancer, then ECS, then the API\'s integration": the API waits for the network and every service', () => {
    expect(synthesizeApi().dependencies.get('dev-gateway')?.toSorted()).toEqual([
      'dev-hello',
      'dev-network',
      'dev-orders',
    ]);
  });
});
