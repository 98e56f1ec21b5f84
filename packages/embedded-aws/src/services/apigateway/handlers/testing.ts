import {
  APIGatewayClient,
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';

/** A method of a REST API, as commands name it. */
export interface MethodKey {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly httpMethod: string;
}

/** A stage, as commands name it. */
export interface StageKey {
  readonly restApiId: string;
  readonly stageName: string;
}

/** Makes an API with the method ANY on `/hello`, which goes to `http://example.com/hello`. */
export async function createApi(client: APIGatewayClient): Promise<MethodKey> {
  const { id: restApiId = '', rootResourceId: parentId = '' } = await client.send(
    new CreateRestApiCommand({ name: 'shop' }),
  );
  const { id: resourceId = '' } = await client.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: 'hello' }),
  );
  const key = { restApiId, resourceId, httpMethod: 'ANY' };
  await client.send(new PutMethodCommand({ ...key, authorizationType: 'NONE' }));
  await client.send(
    new PutIntegrationCommand({
      ...key,
      type: 'HTTP_PROXY',
      integrationHttpMethod: 'ANY',
      uri: 'http://example.com/hello',
      requestParameters: { 'integration.request.header.a': "'1'" },
    }),
  );
  return key;
}

/** Deploys an API to a new stage `dev`. */
export async function createStage(client: APIGatewayClient, restApiId: string): Promise<StageKey> {
  const { id: deploymentId } = await client.send(new CreateDeploymentCommand({ restApiId }));
  await client.send(new CreateStageCommand({ restApiId, stageName: 'dev', deploymentId, tags: { platform: 'shop' } }));
  return { restApiId, stageName: 'dev' };
}

/** Makes an authorizer by a user pool. */
export async function createAuthorizer(
  client: APIGatewayClient,
  restApiId: string,
): Promise<{ restApiId: string; authorizerId: string }> {
  const { id: authorizerId = '' } = await client.send(
    new CreateAuthorizerCommand({
      restApiId,
      name: 'users',
      type: 'COGNITO_USER_POOLS',
      providerARNs: ['arn:aws:cognito-idp:eu-central-1:210987654321:userpool/eu-central-1_one'],
      identitySource: 'method.request.header.Authorization',
      identityValidationExpression: 'Bearer .+',
    }),
  );
  return { restApiId, authorizerId };
}
