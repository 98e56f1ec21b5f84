import { createHash, randomUUID } from 'node:crypto';

import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

import type { JsonObject } from '../../../gateway/json';
import type { Runtime } from '../../../gateway/runtime';
import { issuerOf } from './issuer';
import { signingKeysOf } from './signing-keys';
import { validitySeconds } from './token-validity';
import { attributeClaims, type User } from './user';
import type { UserSession } from './user-sessions';

/** What a user's sign-in or refresh is answered with. */
export interface UserTokens {
  readonly accessToken: string;
  readonly idToken: string;
  /** Seconds that the access token is valid. */
  readonly expiresIn: number;
}

/** The user and the app client that tokens are for. */
export interface TokenSubject {
  readonly client: UserPoolClientType;
  readonly user: User;
  readonly session: UserSession;
}

/** Signs new tokens (Amazon Cognito Developer Guide, "Understanding user pool JSON web tokens"). */
export async function issueTokens(
  { memory, clock }: Pick<Runtime, 'memory' | 'clock'>,
  subject: TokenSubject,
): Promise<UserTokens> {
  const { client, session } = subject;
  const keys = await signingKeysOf(memory, session.userPoolId);
  const now = Math.floor(clock.now() / 1000);
  const shared = { ...sharedClaims(subject, now), event_id: randomUUID() };
  const expiresIn = validitySeconds(client, 'AccessToken');
  const accessToken = keys.access.sign({ ...shared, ...accessClaims(subject), exp: now + expiresIn });
  const exp = now + validitySeconds(client, 'IdToken');
  const idToken = keys.id.sign({ ...shared, ...idClaims(subject, accessToken), exp });
  return { accessToken, idToken, expiresIn };
}

function sharedClaims({ user, session }: TokenSubject, now: number): JsonObject {
  return {
    sub: user.attributes['sub'],
    ...(user.groups.length > 0 && { 'cognito:groups': user.groups }),
    iss: issuerOf(session.userPoolId),
    origin_jti: session.originJti,
    auth_time: session.authTime,
    iat: now,
  };
}

function accessClaims({ user, session }: TokenSubject): JsonObject {
  return {
    version: 2,
    client_id: session.clientId,
    token_use: 'access',
    scope: session.scopes.join(' '),
    jti: randomUUID(),
    username: user.username,
  };
}

function idClaims({ client, user, session }: TokenSubject, accessToken: string): JsonObject {
  return {
    ...attributeClaims(user, client, session.isHosted ? session.scopes : undefined),
    'cognito:username': user.username,
    aud: session.clientId,
    token_use: 'id',
    jti: randomUUID(),
    at_hash: halfHash(accessToken),
    ...(session.nonce !== undefined && { nonce: session.nonce }),
  };
}

/** OpenID Connect Core 1.0, section 3.1.3.6. */
function halfHash(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
}
