import {
  AdminConfirmSignUpCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolDomainCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';

import { createClient, createPool, createScopes, type NewClient } from '../handlers/testing';
import type { SignInOptions } from './sign-in';

/** Password of the users in tests. */
export const PASSWORD = 'Correct-horse-1';

/** Where the app client in tests takes its users back. */
export const CALLBACK = 'http://localhost:3000/callback';

/** A user pool with a domain, an app client without a secret and a confirmed user. */
export interface ShopUsers {
  readonly pool: string;
  readonly domain: string;
  readonly client: NewClient;
  readonly username: string;
}

/** Makes one; the client may have `openid`, `email` and `shop/hello`, and signs in with passwords. */
export async function createShopUsers(cognito: CognitoIdentityProviderClient, domain: string): Promise<ShopUsers> {
  const pool = await createPool(cognito);
  await createScopes(cognito, pool);
  await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId: pool, Domain: domain }));
  const client = await createClient(cognito, pool, {
    AllowedOAuthScopes: ['openid', 'email', 'shop/hello'],
    CallbackURLs: [CALLBACK],
    LogoutURLs: ['http://localhost:3000/'],
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
  });
  const username = `${domain}@example.org`;
  await cognito.send(new SignUpCommand({ ClientId: client.id, Username: username, Password: PASSWORD }));
  await cognito.send(new AdminConfirmSignUpCommand({ UserPoolId: pool, Username: username }));
  return { pool, domain, client, username };
}

/** How the user of a shop signs in. */
export function asUser(endpoint: string, { domain, client, username }: ShopUsers): SignInOptions {
  return {
    endpoint,
    domain,
    clientId: client.id,
    redirectUri: CALLBACK,
    scopes: ['openid', 'shop/hello'],
    username,
    password: PASSWORD,
  };
}

/** The claims of a token, unverified. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return decodeJwt(token);
}
