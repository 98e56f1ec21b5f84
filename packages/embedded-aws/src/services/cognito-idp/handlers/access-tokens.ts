import { decodeJwt, errors, type JWTPayload } from 'jose';

import { succeeded, withInput } from '../../../gateway/calls';
import { findUserSession, revokeUserSessions, SELF_SERVICE, type UserSession } from '../runtime/user-sessions';
import { userPoolIdOf, verifyUserToken } from '../runtime/verify';
import type { Handler, HandlerContext } from '../../../gateway/handler';
import { asText, jsonOf } from '../../../gateway/json';
import { notAuthorized } from './authentication-checks';
import { findClient, inPlaceOf } from './token-client';

/** Lets users do with their access token what moto lets them do with its own. */
export const accessTokens: Handler = {
  service: 'cognito-idp',
  operations: [
    'GetUser',
    'ChangePassword',
    'GlobalSignOut',
    'UpdateUserAttributes',
    'AssociateSoftwareToken',
    'VerifySoftwareToken',
    'SetUserMFAPreference',
  ],
  handle: async (request, next, context) => {
    const { AccessToken, ...input } = jsonOf(request);
    if (AccessToken === undefined) return next(request);
    const session = await sessionOf(asText(AccessToken), context);
    const client = await findClient(request, context, session.clientId);
    if (client === undefined) throw notAuthorized('Invalid Access Token');
    const changed = withInput(request, { ...input, AccessToken: session.motoAccessToken });
    const answer = await next(inPlaceOf(client, changed));
    if (request.operation === 'GlobalSignOut' && succeeded(answer)) {
      const { userPoolId, username } = session;
      revokeUserSessions(context.memory, (each) => each.userPoolId === userPoolId && each.username === username);
    }
    return answer;
  },
};

async function sessionOf(token: string, { runtime }: HandlerContext): Promise<UserSession> {
  const claims = await verify(token, runtime);
  const session = findUserSession(runtime, ({ originJti }) => originJti === claims['origin_jti']);
  if (session === undefined) throw notAuthorized('Access Token has been revoked');
  if (!String(claims['scope']).split(' ').includes(SELF_SERVICE)) {
    throw notAuthorized('Access Token does not have required scopes');
  }
  return session;
}

async function verify(token: string, runtime: HandlerContext['runtime']): Promise<JWTPayload> {
  try {
    const claims = await verifyUserToken(runtime, token, [userPoolIdOf(decodeJwt(token))]);
    if (claims['token_use'] === 'access') return claims;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw notAuthorized('Access Token has expired');
    if (!(error instanceof errors.JOSEError)) throw error;
  }
  throw notAuthorized('Invalid Access Token');
}
