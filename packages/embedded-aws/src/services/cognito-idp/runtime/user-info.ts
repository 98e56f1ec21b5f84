import { errors, type JWTPayload } from 'jose';

import { findAppClient } from './app-client';
import { describeUser } from './describe-user';
import { json, type PageAnswer, type PageRequest, Refused } from './page';
import { attributeClaims } from './user';
import { findUserSession } from './user-sessions';
import { verifyUserToken } from './verify';

/** Tells an application what its user has agreed to (Amazon Cognito Developer Guide, "The user attributes endpoint"). */
export async function userInfo(request: PageRequest): Promise<PageAnswer> {
  const claims = await verify(request);
  const scopes = String(claims['scope']).split(' ');
  const session = findUserSession(request.runtime, ({ originJti }) => originJti === claims['origin_jti']);
  if (session === undefined || claims['token_use'] !== 'access' || !scopes.includes('openid')) throw invalidToken();
  const client = await findAppClient(request, session.clientId);
  if (client === undefined) throw invalidToken();
  const user = await describeUser(request, session.username);
  const attributes = attributeClaims(user, client, scopes);
  const texts = Object.entries(attributes).map(([name, value]) => [name, String(value)] as const);
  return json({ ...Object.fromEntries<string>(texts), username: user.username });
}

async function verify({ authorization, runtime, userPoolId }: PageRequest): Promise<JWTPayload> {
  try {
    return await verifyUserToken(runtime, authorization.replace(/^Bearer\s+/i, ''), [userPoolId]);
  } catch (error) {
    if (error instanceof errors.JOSEError) throw invalidToken();
    throw error;
  }
}

function invalidToken(): Refused {
  const error = 'invalid_token';
  const description = 'Access token is expired, disabled, or deleted, or the user has globally signed out.';
  const { headers, ...answer } = json({ error, error_description: description }, 401);
  const challenge = `Bearer error="${error}", error_description="${description}"`;
  return new Refused({ ...answer, headers: { ...headers, 'www-authenticate': challenge } });
}
