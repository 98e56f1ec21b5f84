import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createClient, createPool, createScopes } from './testing';

const fixture = useEmbeddedAws();

let client: CognitoIdentityProviderClient;
let UserPoolId: string;

beforeAll(async () => {
  client = fixture.client(CognitoIdentityProviderClient);
  UserPoolId = await createPool(client);
  await createScopes(client, UserPoolId);
});

test('a client may have the scopes of its user pool', async () => {
  const AllowedOAuthScopes = ['openid', 'email', 'profile', 'shop/hello', 'shop/orders'];
  const { id: ClientId } = await createClient(client, UserPoolId, { AllowedOAuthScopes });
  const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  expect(UserPoolClient).toMatchObject({ AllowedOAuthScopes, AllowedOAuthFlows: ['code'], ClientName: 'shop' });
});

test('a client is refused a scope that no resource server has, when it is made and when it is changed', async () => {
  const refusal = { name: 'ScopeDoesNotExistException', message: 'Invalid scope requested: shop/billing' };
  const AllowedOAuthScopes = ['openid', 'shop/billing'];
  await expect(createClient(client, UserPoolId, { AllowedOAuthScopes })).rejects.toMatchObject(refusal);
  const { id: ClientId } = await createClient(client, UserPoolId);
  await expect(
    client.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, AllowedOAuthScopes })),
  ).rejects.toMatchObject(refusal);
});

test('a client for client credentials needs a secret, and signs no user in', async () => {
  const machine = { AllowedOAuthScopes: ['shop/hello'] };
  await expect(
    createClient(client, UserPoolId, { ...machine, AllowedOAuthFlows: ['client_credentials'] }),
  ).rejects.toMatchObject({
    name: 'InvalidOAuthFlowException',
    message: 'client_credentials flow can not be selected if client does not have a client secret.',
  });
  await expect(
    createClient(client, UserPoolId, {
      ...machine,
      AllowedOAuthFlows: ['client_credentials', 'code'],
      GenerateSecret: true,
    }),
  ).rejects.toMatchObject({
    name: 'InvalidOAuthFlowException',
    message: 'client_credentials flow can not be selected along with code flow or implicit flow.',
  });
});

test('an update resets what it does not mention', async () => {
  const { id: ClientId } = await createClient(client, UserPoolId, {
    LogoutURLs: ['http://localhost:3000/'],
    RefreshTokenValidity: 7,
    EnableTokenRevocation: false,
    GenerateSecret: true,
  });
  const changes = { CallbackURLs: ['http://localhost:4000/callback'] };
  await client.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, ...changes }));
  const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  expect(UserPoolClient).toMatchObject({
    ...changes,
    ClientName: 'shop',
    RefreshTokenValidity: 30,
    EnableTokenRevocation: true,
    AllowedOAuthFlowsUserPoolClient: false,
  });
  expect(UserPoolClient?.ClientSecret).toBeDefined();
  expect(UserPoolClient?.LogoutURLs).toBeUndefined();
  expect(UserPoolClient?.AllowedOAuthScopes).toBeUndefined();
});
