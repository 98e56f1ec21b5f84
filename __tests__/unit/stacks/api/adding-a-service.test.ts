import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { apiStack, carts, hello, orders, synthesizeApi } from '../../../helpers/api-stack';
import { onlyResource, parseStack, resourcesOf, type TerraformType } from '../../../helpers/terraform-json';

describe('adding a service', () => {
  const before = apiStack({ routes: [hello, orders] });
  const after = apiStack({ routes: [hello, carts, orders] });

  it('changes no other resource than deployment, client and resource server', () => {
    expect(untouchedResources(after)).toMatchObject(untouchedResources(before));
    expect(parseStack(after).data).toMatchObject(parseStack(before).data ?? {});
    expect(JSON.stringify(parseStack(after).output)).toBe(JSON.stringify(parseStack(before).output));
  });

  it('adds two resources, methods and integrations of its own, and no second resource for the shared segment', () => {
    const count = (type: TerraformType): number => resourcesOf(after, type).length - resourcesOf(before, type).length;
    expect(count(ApiGatewayResource)).toBe(2);
    expect(count(ApiGatewayMethod)).toBe(2);
    expect(count(ApiGatewayIntegration)).toBe(2);
  });

  it('changes nothing of the deployment but triggers and what it waits for', () => {
    const { triggers, depends_on, ...rest } = onlyResource(after, ApiGatewayDeployment);
    const { triggers: oldTriggers, depends_on: oldWaits, ...oldRest } = onlyResource(before, ApiGatewayDeployment);
    expect(rest).toEqual(oldRest);
    expect(triggers).toMatchObject(oldTriggers as Record<string, string>);
    expect(depends_on).toEqual(expect.arrayContaining(oldWaits as string[]));
  });

  it('changes nothing of the client but its scopes', () => {
    const { allowed_oauth_scopes: scopes, ...rest } = onlyResource(after, CognitoUserPoolClient);
    const { allowed_oauth_scopes: oldScopes, ...oldRest } = onlyResource(before, CognitoUserPoolClient);
    expect(rest).toEqual(oldRest);
    expect(scopes).toEqual(expect.arrayContaining(oldScopes as string[]));
  });

  it('gives the same bytes at any position in the config', () => {
    const texts = [
      [hello, orders, carts],
      [carts, orders, hello],
    ].map((routes) => synthesizeApi({ routes }).texts.get('dev-gateway'));
    expect(texts[0]).toBe(texts[1]);
  });
});

/** The bytes of every resource of a stack by address, but for those that a new service changes on purpose. */
function untouchedResources(synth: string): Record<string, string> {
  const changing = ['aws_api_gateway_deployment', 'aws_cognito_resource_server', 'aws_cognito_user_pool_client'];
  const others = Object.entries(parseStack(synth).resource ?? {}).filter(([type]) => !changing.includes(type));
  return Object.fromEntries(
    others.flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => [`${type}.${name}`, JSON.stringify(block)]),
    ),
  );
}
