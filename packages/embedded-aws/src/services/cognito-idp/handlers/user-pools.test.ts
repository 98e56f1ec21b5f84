import {
  CognitoIdentityProviderClient,
  CreateUserPoolDomainCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListUserPoolsCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { appClients } from './clients';
import { resourceServers } from './resource-servers';
import { createClient, createPool, createScopes } from './testing';

const fixture = useEmbeddedAws();

let client: CognitoIdentityProviderClient;

beforeAll(() => {
  client = fixture.client(CognitoIdentityProviderClient);
});

test('a protected user pool is not deleted until its protection is lifted', async () => {
  const UserPoolId = await createPool(client, 'ACTIVE');
  await expect(client.send(new DeleteUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message:
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
  });
  await client.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: 'INACTIVE' }));
  await client.send(new DeleteUserPoolCommand({ UserPoolId }));
  await expect(client.send(new DescribeUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('a user pool is not deleted while it has a domain', async () => {
  const UserPoolId = await createPool(client);
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: 'shop-pools' }));
  await expect(client.send(new DeleteUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'User pool cannot be deleted. It has a domain configured that should be deleted first.',
  });
  await client.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain: 'shop-pools' }));
  await expect(client.send(new DeleteUserPoolCommand({ UserPoolId }))).resolves.toBeDefined();
});

test('nothing is left of a user pool when it is deleted', async () => {
  const UserPoolId = await createPool(client);
  await createScopes(client, UserPoolId);
  await createClient(client, UserPoolId);
  await client.send(new DeleteUserPoolCommand({ UserPoolId }));
  const kept = [...resourceServers.list(fixture.aws.memory), ...appClients.list(fixture.aws.memory)];
  expect(kept).toEqual([]);
});

test('an update changes what it says and keeps what cannot change', async () => {
  const UserPoolId = await createPool(client);
  const PasswordPolicy = { MinimumLength: 12, RequireSymbols: false };
  await client.send(
    new UpdateUserPoolCommand({ UserPoolId, Policies: { PasswordPolicy }, UserPoolTags: { platform: 'store' } }),
  );
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(UserPool).toMatchObject({
    Name: 'shop',
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
    Policies: { PasswordPolicy },
    UserPoolTags: { platform: 'store' },
  });
});

test('multi-factor authentication is switched on', async () => {
  const UserPoolId = await createPool(client);
  const config = { MfaConfiguration: 'OPTIONAL' as const, SoftwareTokenMfaConfiguration: { Enabled: true } };
  await client.send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...config }));
  expect(await client.send(new GetUserPoolMfaConfigCommand({ UserPoolId }))).toMatchObject(config);
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(UserPool?.MfaConfiguration).toBe('OPTIONAL');
});

test('deleting a user pool that is not there is refused', async () => {
  const UserPoolId = 'eu-central-1_none';
  await expect(client.send(new DeleteUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'User pool eu-central-1_none does not exist.',
  });
  expect((await client.send(new ListUserPoolsCommand({ MaxResults: 10 }))).UserPools).not.toEqual([]);
});
