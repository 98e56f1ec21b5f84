import {
  APIGatewayClient,
  CreateResourceCommand,
  GetIntegrationCommand,
  GetResourcesCommand,
  PutMethodCommand,
  UpdateIntegrationCommand,
} from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createApi, type MethodKey } from './testing';

const fixture = useEmbeddedAws();

let client: APIGatewayClient;
let method: MethodKey;

beforeAll(async () => {
  client = fixture.client(APIGatewayClient);
  method = await createApi(client);
});

test('a second resource of one name under one parent is refused; under another parent the name is free', async () => {
  const { restApiId, resourceId } = method;
  const { items = [] } = await client.send(new GetResourcesCommand({ restApiId }));
  const root = items.find(({ path }) => path === '/')?.id;
  await expect(
    client.send(new CreateResourceCommand({ restApiId, parentId: root, pathPart: 'hello' })),
  ).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'Another resource with the same parent already has this name: hello',
  });
  const inner = await client.send(new CreateResourceCommand({ restApiId, parentId: resourceId, pathPart: 'hello' }));
  expect(inner.path).toBe('/hello/hello');
});

test('a second method of one verb is refused and leaves the integration of the first', async () => {
  await expect(client.send(new PutMethodCommand({ ...method, authorizationType: 'AWS_IAM' }))).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'Method already exists for this resource',
  });
  expect((await client.send(new GetIntegrationCommand(method))).uri).toBe('http://example.com/hello');
});

test('a method of another verb leaves what was changed of the first', async () => {
  const patchOperations = [{ op: 'replace', path: '/uri', value: 'http://example.com/hi' } as const];
  await client.send(new UpdateIntegrationCommand({ ...method, patchOperations }));
  await client.send(new PutMethodCommand({ ...method, httpMethod: 'GET', authorizationType: 'NONE' }));
  expect((await client.send(new GetIntegrationCommand(method))).uri).toBe('http://example.com/hi');
});
