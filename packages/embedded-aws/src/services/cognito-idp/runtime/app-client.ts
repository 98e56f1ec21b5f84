import {
  DescribeUserPoolClientCommand,
  ResourceNotFoundException,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';

import { clientCredentialsOf } from './client-credentials';
import { oauthError, type PageRequest } from './page';

/** @returns undefined if the user pool has no such app client */
export async function findAppClient(
  { cognito, userPoolId }: PageRequest,
  ClientId: string,
): Promise<UserPoolClientType | undefined> {
  if (ClientId === '') return undefined;
  try {
    const command = new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId });
    return (await cognito.send(command)).UserPoolClient;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/**
 * The app client that an application says it is.
 * @throws Refused `invalid_client` if there is none, or it does not know its secret
 */
export async function authenticateAppClient(request: PageRequest): Promise<UserPoolClientType> {
  const { id, secret } = clientCredentialsOf(request.authorization, request.form);
  const client = await findAppClient(request, id);
  if (client?.ClientSecret !== secret || client === undefined) throw oauthError('invalid_client');
  return client;
}
