import {
  APIGatewayClient,
  CreateRestApiCommand,
  DeleteIntegrationCommand,
  DeleteMethodCommand,
  GetAuthorizerCommand,
  GetIntegrationCommand,
  GetMethodCommand,
  GetRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createApi, createAuthorizer } from './testing';

const fixture = useEmbeddedAws();

let client: APIGatewayClient;

beforeAll(() => {
  client = fixture.client(APIGatewayClient);
});

test('an API has the binary media types it was created with', async () => {
  const created = await client.send(new CreateRestApiCommand({ name: 'shop', binaryMediaTypes: ['*/*'] }));
  expect(created.binaryMediaTypes).toEqual(['*/*']);
  const found = await client.send(new GetRestApiCommand({ restApiId: created.id }));
  expect(found.binaryMediaTypes).toEqual(['*/*']);
});

test('an integration goes through the VPC link it was given, until it is put anew', async () => {
  const method = await createApi(client);
  const integration = {
    ...method,
    type: 'HTTP_PROXY',
    integrationHttpMethod: 'ANY',
    uri: 'http://example.com',
  } as const;
  const link = {
    connectionType: 'VPC_LINK' as const,
    connectionId: 'abc123',
    cacheKeyParameters: ['method.request.path.a'],
  };
  expect(await client.send(new PutIntegrationCommand({ ...integration, ...link }))).toMatchObject(link);
  expect(await client.send(new GetIntegrationCommand(method))).toMatchObject(link);
  expect((await client.send(new GetMethodCommand(method))).methodIntegration).toMatchObject(link);

  await client.send(new PutIntegrationCommand({ ...integration, connectionType: 'INTERNET' }));
  const open = await client.send(new GetIntegrationCommand(method));
  expect([open.connectionType, open.connectionId]).toEqual(['INTERNET', undefined]);
});

test('an authorizer keeps the expression that tokens must match', async () => {
  const authorizer = await createAuthorizer(client, (await createApi(client)).restApiId);
  const found = await client.send(new GetAuthorizerCommand(authorizer));
  expect(found.identityValidationExpression).toBe('Bearer .+');
});

test('a method that is deleted and put anew has nothing of the first', async () => {
  const method = await createApi(client);
  await client.send(new DeleteIntegrationCommand(method));
  await expect(client.send(new GetIntegrationCommand(method))).rejects.toMatchObject({ name: 'NotFoundException' });
  await client.send(new DeleteMethodCommand(method));
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'AWS_IAM' }));
  const found = await client.send(new GetMethodCommand(method));
  expect([found.authorizationType, found.methodIntegration]).toEqual(['AWS_IAM', undefined]);
});
