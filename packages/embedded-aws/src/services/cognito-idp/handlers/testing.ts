import {
  CognitoIdentityProviderClient,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

/** @returns id of a new user pool whose users sign in with their email address */
export async function createPool(
  client: CognitoIdentityProviderClient,
  protection: 'ACTIVE' | 'INACTIVE' = 'INACTIVE',
): Promise<string> {
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: 'shop',
      DeletionProtection: protection,
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      UserPoolTags: { platform: 'shop' },
    }),
  );
  return UserPool?.Id ?? '';
}

/** Makes the resource server `shop` with the scopes `hello` and `orders`. */
export async function createScopes(client: CognitoIdentityProviderClient, UserPoolId: string): Promise<void> {
  const Scopes = ['hello', 'orders'].map((name) => ({ ScopeName: name, ScopeDescription: `Calls of ${name}` }));
  await client.send(new CreateResourceServerCommand({ UserPoolId, Identifier: 'shop', Name: 'shop', Scopes }));
}

/** An app client that was made. */
export interface NewClient {
  readonly id: string;
  readonly secret: string;
}

/** Makes an app client that signs users in, changed as asked. */
export async function createClient(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  changes: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<NewClient> {
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'shop',
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: ['http://localhost:3000/callback'],
      ...changes,
    }),
  );
  return { id: UserPoolClient?.ClientId ?? '', secret: UserPoolClient?.ClientSecret ?? '' };
}
