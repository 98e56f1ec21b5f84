import {
  CognitoIdentityProviderClient,
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { createPool } from './testing';

const fixture = useEmbeddedAws();

let client: CognitoIdentityProviderClient;

beforeAll(() => {
  client = fixture.client(CognitoIdentityProviderClient);
});

test('the tags of a user pool are added, overwritten and removed, and nothing else of it changes', async () => {
  const UserPoolId = await createPool(client, 'ACTIVE');
  const { UserPool: before } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  const ResourceArn = before?.Arn;
  await client.send(
    new TagResourceCommand({ ResourceArn, Tags: { platform: 'store', environment: 'dev', team: 'a' } }),
  );
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['environment'] }));

  const tags = { platform: 'store', team: 'a' };
  expect((await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual(tags);
  const { UserPool: after } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(after).toEqual({ ...before, UserPoolTags: tags });
});

test('a user pool that got tags while it had a domain can lose the domain', async () => {
  const UserPoolId = await createPool(client);
  const Domain = 'shop-tags';
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain }));
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  await client.send(new TagResourceCommand({ ResourceArn: UserPool?.Arn, Tags: { team: 'a' } }));
  await client.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
  const { UserPool: after } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  expect([UserPool?.Domain, after?.Domain]).toEqual([Domain, undefined]);
});

test('an update that does not mention tags leaves them', async () => {
  const UserPoolId = await createPool(client);
  await client.send(new UpdateUserPoolCommand({ UserPoolId, AutoVerifiedAttributes: ['email'] }));
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(UserPool?.UserPoolTags).toEqual({ platform: 'shop' });
});

test('a user pool that is not there has no tags', async () => {
  const ResourceArn = `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/eu-central-1_none`;
  await expect(client.send(new ListTagsForResourceCommand({ ResourceArn }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'User pool eu-central-1_none does not exist.',
  });
});
