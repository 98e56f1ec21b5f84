import { succeeded } from '../../../gateway/calls';
import { revokeUserSessions } from '../runtime/user-sessions';
import type { Handler } from '../../../gateway/handler';
import { asText, jsonAnswer, jsonOf } from '../../../gateway/json';
import { notAuthorized } from './authentication-checks';
import { findClient } from './token-client';
import { findUser } from './users';

/** Ends the session of a refresh token, which moto cannot. */
export const revocation: Handler = {
  service: 'cognito-idp',
  operations: ['RevokeToken'],
  handle: async (request, _next, context) => {
    const { ClientId, ClientSecret, Token } = jsonOf(request);
    const client = await findClient(request, context, asText(ClientId));
    if (client === undefined || client.description.ClientSecret !== ClientSecret) {
      throw notAuthorized('Unable to verify the client');
    }
    revokeUserSessions(context.memory, (each) => each.refreshToken === Token && each.clientId === ClientId);
    return jsonAnswer({});
  },
};

/** Ends the sessions of a user that an administrator signs out; those of deleted users end by themselves. */
export const adminSignOut: Handler = {
  service: 'cognito-idp',
  operations: ['AdminUserGlobalSignOut'],
  handle: async (request, next, { memory, moto }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const { UserPoolId, Username } = jsonOf(request);
    const pool = { description: { UserPoolId: asText(UserPoolId) }, call: request };
    const user = await findUser(pool, moto, asText(Username));
    revokeUserSessions(memory, ({ userPoolId, username }) => userPoolId === UserPoolId && username === user?.username);
    return answer;
  },
};
