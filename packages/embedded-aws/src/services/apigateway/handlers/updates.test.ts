import {
  APIGatewayClient,
  CreateRestApiCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  GetIntegrationCommand,
  GetMethodCommand,
  GetResourceCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  UpdateAuthorizerCommand,
  UpdateIntegrationCommand,
  UpdateMethodCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createApi, createAuthorizer, type MethodKey } from './testing';

const fixture = useEmbeddedAws();

let client: APIGatewayClient;
let method: MethodKey;

beforeAll(async () => {
  client = fixture.client(APIGatewayClient);
  method = await createApi(client);
});

test('an API is changed', async () => {
  const { id: restApiId = '' } = await client.send(
    new CreateRestApiCommand({ name: 'before', description: 'old', binaryMediaTypes: ['*/*'] }),
  );
  const updated = await client.send(
    new UpdateRestApiCommand({
      restApiId,
      patchOperations: [
        { op: 'replace', path: '/name', value: 'after' },
        { op: 'replace', path: '/description', value: '' },
        { op: 'remove', path: '/binaryMediaTypes/*~1*' },
        { op: 'add', path: '/binaryMediaTypes/image~1png' },
        { op: 'replace', path: '/disableExecuteApiEndpoint', value: 'false' },
        { op: 'replace', path: '/minimumCompressionSize', value: '1024' },
        { op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'REGIONAL' },
      ],
    }),
  );
  const expected = {
    name: 'after',
    binaryMediaTypes: ['image/png'],
    disableExecuteApiEndpoint: false,
    minimumCompressionSize: 1024,
    endpointConfiguration: { types: ['REGIONAL'] },
  };
  expect(updated).toMatchObject(expected);
  const found = await client.send(new GetRestApiCommand({ restApiId }));
  expect(found).toMatchObject(expected);
  expect(found.description).toBeUndefined();
  expect((await client.send(new GetRestApisCommand({}))).items).toContainEqual(expect.objectContaining(expected));
});

test('a method is put behind an authorizer and taken away from it', async () => {
  const { authorizerId } = await createAuthorizer(client, method.restApiId);
  await client.send(
    new UpdateMethodCommand({
      ...method,
      patchOperations: [
        { op: 'replace', path: '/authorizationType', value: 'COGNITO_USER_POOLS' },
        { op: 'replace', path: '/authorizerId', value: authorizerId },
        { op: 'add', path: '/authorizationScopes', value: 'shop/hello' },
        { op: 'add', path: '/requestParameters/method.request.path.proxy', value: 'true' },
      ],
    }),
  );
  const guarded = await client.send(new GetMethodCommand(method));
  expect(guarded).toMatchObject({
    authorizationType: 'COGNITO_USER_POOLS',
    authorizerId,
    authorizationScopes: ['shop/hello'],
    requestParameters: { 'method.request.path.proxy': true },
    methodIntegration: { uri: 'http://example.com/hello' },
  });

  await client.send(
    new UpdateMethodCommand({
      ...method,
      patchOperations: [
        { op: 'replace', path: '/authorizationType', value: 'NONE' },
        { op: 'replace', path: '/authorizerId', value: '' },
        { op: 'remove', path: '/authorizationScopes', value: 'shop/hello' },
        { op: 'remove', path: '/requestParameters/method.request.path.proxy' },
      ],
    }),
  );
  const open = await client.send(new GetMethodCommand(method));
  expect(open).toMatchObject({ authorizationType: 'NONE', authorizationScopes: [], requestParameters: {} });
  expect(open.authorizerId).toBeUndefined();
});

test('an integration is changed, also as its method and its resource show it', async () => {
  await client.send(
    new UpdateIntegrationCommand({
      ...method,
      patchOperations: [
        { op: 'replace', path: '/uri', value: 'http://example.com/hi' },
        { op: 'replace', path: '/timeoutInMillis', value: '5000' },
        { op: 'add', path: '/requestParameters/integration.request.header.b', value: "'2'" },
        { op: 'remove', path: '/requestParameters/integration.request.header.a' },
        { op: 'replace', path: '/tlsConfig/insecureSkipVerification', value: 'true' },
      ],
    }),
  );
  const expected = {
    uri: 'http://example.com/hi',
    timeoutInMillis: 5000,
    requestParameters: { 'integration.request.header.b': "'2'" },
    tlsConfig: { insecureSkipVerification: true },
    type: 'HTTP_PROXY',
  };
  const { methodIntegration } = await client.send(new GetMethodCommand(method));
  const { resourceMethods } = await client.send(new GetResourceCommand(method));
  expect(await client.send(new GetIntegrationCommand(method))).toMatchObject(expected);
  expect(methodIntegration).toMatchObject(expected);
  expect(resourceMethods?.['ANY']?.methodIntegration).toMatchObject(expected);
});

test('an authorizer moves to another user pool', async () => {
  const authorizer = await createAuthorizer(client, method.restApiId);
  const [one, two] = ['one', 'two'].map(
    (pool) => `arn:aws:cognito-idp:eu-central-1:210987654321:userpool/eu-central-1_${pool}`,
  );
  await client.send(
    new UpdateAuthorizerCommand({
      ...authorizer,
      patchOperations: [
        { op: 'add', path: '/providerARNs', value: two },
        { op: 'remove', path: '/providerARNs', value: one },
        { op: 'replace', path: '/authorizerResultTtlInSeconds', value: '60' },
      ],
    }),
  );
  const expected = { id: authorizer.authorizerId, providerARNs: [two], authorizerResultTtlInSeconds: 60 };
  expect(await client.send(new GetAuthorizerCommand(authorizer))).toMatchObject(expected);
  const { items } = await client.send(new GetAuthorizersCommand({ restApiId: method.restApiId }));
  expect(items).toContainEqual(expect.objectContaining(expected));
});

test('what is not there cannot be changed', async () => {
  await expect(client.send(new UpdateRestApiCommand({ restApiId: 'none', patchOperations: [] }))).rejects.toMatchObject(
    { name: 'NotFoundException', message: 'Invalid Rest API Id specified' },
  );
});

test('a patch that does not fit is refused and changes nothing', async () => {
  const { restApiId } = method;
  await expect(
    client.send(
      new UpdateRestApiCommand({
        restApiId,
        patchOperations: [
          { op: 'replace', path: '/name', value: 'changed' },
          { op: 'replace', path: '/colour', value: 'red' },
        ],
      }),
    ),
  ).rejects.toMatchObject({
    name: 'BadRequestException',
    message: "Invalid patch path '/colour' specified for op 'replace'",
  });
  expect((await client.send(new GetRestApiCommand({ restApiId }))).name).toBe('shop');
});
