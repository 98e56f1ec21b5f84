import {
  CognitoIdentityProviderClient,
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { ACCOUNT, useEmbeddedAws } from '../../../testing/embedded-aws';
import { createPool } from './testing';

const fixture = useEmbeddedAws();

test('a domain belongs to one user pool and to the account, until it is deleted', async () => {
  const client = fixture.client(CognitoIdentityProviderClient);
  const [one, two] = [await createPool(client), await createPool(client)];
  const Domain = 'shop-dev';
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: one, Domain }));
  await expect(client.send(new CreateUserPoolDomainCommand({ UserPoolId: two, Domain }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Domain already associated with another user pool.',
  });
  const { DomainDescription } = await client.send(new DescribeUserPoolDomainCommand({ Domain }));
  expect(DomainDescription).toMatchObject({ UserPoolId: one, AWSAccountId: ACCOUNT, Domain, Status: 'ACTIVE' });

  await client.send(new DeleteUserPoolDomainCommand({ UserPoolId: one, Domain }));
  expect((await client.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription).toEqual({});
  await expect(client.send(new CreateUserPoolDomainCommand({ UserPoolId: two, Domain }))).resolves.toBeDefined();
});
