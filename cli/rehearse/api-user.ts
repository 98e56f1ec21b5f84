import { randomBytes } from 'node:crypto';
import {
  AdminConfirmSignUpCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { signIn } from 'embedded-aws/services/cognito-idp/api';
import type { AwsSettings } from 'embedded-aws/gateway/settings';
import { UserError } from '../errors';
import type { Outputs } from './stack-outputs';

/**
 * Signs a new user up and in, as the users of an API do it on the pages of its user pool. Their address is confirmed
 * by the account's owner, since nothing is mailed here.
 * @param api what the API's stack publishes
 * @returns the access token
 * @throws UserError if the app client allows no sign-in
 */
export async function signInNewUser(settings: AwsSettings, api: Outputs): Promise<string> {
  const cognito = new CognitoIdentityProviderClient(settings);
  const [UserPoolId, ClientId] = [api('user_pool_id'), api('user_pool_client_id')];
  const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  const [redirectUri] = UserPoolClient?.CallbackURLs ?? [];
  if (redirectUri === undefined) throw new UserError(`App client ${ClientId} has no callback URL.`);
  const username = `rehearsal-${randomBytes(4).toString('hex')}@example.org`;
  const password = `Aa1!${randomBytes(18).toString('base64url')}`;
  await cognito.send(new SignUpCommand({ ClientId, Username: username, Password: password }));
  await cognito.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: username }));
  const { accessToken } = await signIn({
    endpoint: settings.endpoint,
    domain: domainPrefix(api('sign_in_url')),
    clientId: ClientId,
    redirectUri,
    scopes: UserPoolClient?.AllowedOAuthScopes ?? [],
    username,
    password,
  });
  return accessToken;
}

/** The domain's own part of its host name. */
function domainPrefix(signInUrl: string): string {
  return new URL(signInUrl).hostname.split('.', 1)[0] ?? '';
}
