import { createHash } from 'node:crypto';

import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

import { authenticateAppClient } from './app-client';
import { type Grant, redeemCode } from './authorization-codes';
import { describeUser } from './describe-user';
import { json, oauthError, type PageAnswer, type PageRequest } from './page';
import { issueTokens } from './tokens';
import { findUserSession, openUserSession, revokeUserSessions, type UserSession } from './user-sessions';

type GrantType = (request: PageRequest, client: UserPoolClientType) => Promise<PageAnswer>;

const GRANT_TYPES: ReadonlyMap<string, GrantType> = new Map([
  ['authorization_code', exchangeCode],
  ['refresh_token', refresh],
  ['client_credentials', askForMachine],
]);

/** Gives tokens to applications (Amazon Cognito Developer Guide, "The token issuer endpoint"). */
export async function token(request: PageRequest): Promise<PageAnswer> {
  const name = request.form.get('grant_type');
  if (name === null) throw oauthError('invalid_request');
  const grantType = GRANT_TYPES.get(name);
  if (grantType === undefined) throw oauthError('unsupported_grant_type');
  return grantType(request, await authenticateAppClient(request));
}

async function exchangeCode(request: PageRequest, client: UserPoolClientType): Promise<PageAnswer> {
  const { form, runtime } = request;
  const code = form.get('code');
  if (code === null) throw oauthError('invalid_request');
  if (client.AllowedOAuthFlows?.includes('code') !== true) throw oauthError('unauthorized_client');
  const grant = redeemCode(runtime, code);
  if (grant === undefined || !belongsTo(grant, client, form)) throw oauthError('invalid_grant');
  const { scopes, nonce } = grant.request;
  const session = openUserSession(runtime, client, { ...grant.signIn, scopes, nonce, isHosted: true });
  return json({ ...(await tokensOf(request, client, session)), refresh_token: session.refreshToken });
}

/** Whether the code is redeemed by the client that requested it: RFC 6749, section 4.1.3, and RFC 7636, section 4.6. */
function belongsTo({ request }: Grant, { ClientId }: UserPoolClientType, form: URLSearchParams): boolean {
  const { client, redirectUri, codeChallenge } = request;
  const verifier = form.get('code_verifier');
  const hash = verifier === null ? undefined : createHash('sha256').update(verifier).digest('base64url');
  return client.ClientId === ClientId && form.get('redirect_uri') === redirectUri && codeChallenge === hash;
}

async function refresh(request: PageRequest, client: UserPoolClientType): Promise<PageAnswer> {
  const token = request.form.get('refresh_token');
  if (token === null) throw oauthError('invalid_request');
  const session = findUserSession(
    request.runtime,
    ({ refreshToken, clientId }) => refreshToken === token && clientId === client.ClientId,
  );
  if (session === undefined) throw oauthError('invalid_grant');
  return json(await tokensOf(request, client, session));
}

async function tokensOf(request: PageRequest, client: UserPoolClientType, session: UserSession): Promise<object> {
  const user = await describeUser(request, session.username);
  const { accessToken, idToken, expiresIn } = await issueTokens(request.runtime, { client, user, session });
  const hasIdToken = !session.isHosted || session.scopes.includes('openid');
  return {
    ...(hasIdToken && { id_token: idToken }),
    access_token: accessToken,
    expires_in: expiresIn,
    token_type: 'Bearer',
  };
}

/** Machines need no domain, so they are served without one, too. */
async function askForMachine({ runtime, form, authorization }: PageRequest): Promise<PageAnswer> {
  const headers = authorization === '' ? {} : { authorization };
  const { signal } = runtime;
  const answer = await fetch(`${runtime.endpoint}/oauth2/token`, { method: 'POST', headers, body: form, signal });
  return json((await answer.json()) as object, answer.status);
}

/**
 * Ends the session of a refresh token (Amazon Cognito Developer Guide, "The revoke endpoint"). A token that is not there
 * is as good as revoked.
 */
export async function revoke(request: PageRequest): Promise<PageAnswer> {
  const token = request.form.get('token');
  if (token === null) throw oauthError('invalid_request');
  const client = await authenticateAppClient(request);
  if (client.EnableTokenRevocation === false) throw oauthError('invalid_request');
  revokeUserSessions(
    request.runtime.memory,
    ({ refreshToken, clientId }) => refreshToken === token && clientId === client.ClientId,
  );
  return { status: 200, headers: {}, body: '' };
}
