import {
  CognitoIdentityProviderClient,
  CreateResourceServerCommand,
  DeleteResourceServerCommand,
  DescribeResourceServerCommand,
  ListResourceServersCommand,
  UpdateResourceServerCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createPool, createScopes } from './testing';

const fixture = useEmbeddedAws();

let client: CognitoIdentityProviderClient;

beforeAll(() => {
  client = fixture.client(CognitoIdentityProviderClient);
});

async function createServer(): Promise<{ UserPoolId: string; Identifier: string }> {
  const UserPoolId = await createPool(client);
  await createScopes(client, UserPoolId);
  return { UserPoolId, Identifier: 'shop' };
}

test('a resource server is described and listed with its scopes', async () => {
  const key = await createServer();
  const expected = {
    ...key,
    Name: 'shop',
    Scopes: [
      { ScopeName: 'hello', ScopeDescription: 'Calls of hello' },
      { ScopeName: 'orders', ScopeDescription: 'Calls of orders' },
    ],
  };
  expect((await client.send(new DescribeResourceServerCommand(key))).ResourceServer).toEqual(expected);
  expect((await client.send(new ListResourceServersCommand(key))).ResourceServers).toEqual([expected]);
});

test('an update replaces the name and all scopes', async () => {
  const key = await createServer();
  const Scopes = [{ ScopeName: 'billing', ScopeDescription: 'Calls of billing' }];
  const updated = await client.send(new UpdateResourceServerCommand({ ...key, Name: 'store', Scopes }));
  const { ResourceServer } = await client.send(new DescribeResourceServerCommand(key));
  expect(ResourceServer).toEqual({ ...key, Name: 'store', Scopes });
  expect(updated.ResourceServer).toEqual(ResourceServer);
});

test('a resource server that is deleted can be made again', async () => {
  const key = await createServer();
  await client.send(new DeleteResourceServerCommand(key));
  const missing = { name: 'ResourceNotFoundException', message: 'Resource server shop does not exist.' };
  await expect(client.send(new DescribeResourceServerCommand(key))).rejects.toMatchObject(missing);
  await expect(client.send(new DeleteResourceServerCommand(key))).rejects.toMatchObject(missing);
  await expect(client.send(new UpdateResourceServerCommand({ ...key, Name: 'x' }))).rejects.toMatchObject(missing);
  await expect(client.send(new CreateResourceServerCommand({ ...key, Name: 'shop' }))).resolves.toBeDefined();
});

test('a second resource server of one identifier is refused, but not in another user pool', async () => {
  const key = await createServer();
  await expect(client.send(new CreateResourceServerCommand({ ...key, Name: 'shop' }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: `shop already exists in user pool ${key.UserPoolId}.`,
  });
  await expect(createServer()).resolves.toBeDefined();
});

test('there is no resource server without a user pool', async () => {
  const server = { UserPoolId: 'eu-central-1_none', Identifier: 'shop', Name: 'shop' };
  await expect(client.send(new CreateResourceServerCommand(server))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'User pool eu-central-1_none does not exist.',
  });
});
