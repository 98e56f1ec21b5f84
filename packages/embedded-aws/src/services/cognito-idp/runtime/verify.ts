import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';

import type { Runtime } from '../../../gateway/runtime';
import { issuerOf } from './issuer';
import { signingKeysOf } from './signing-keys';

/**
 * Verifies a token as its user pool's published keys allow: signature, issuer and expiry.
 * @param userPoolIds the user pools whose tokens are accepted
 * @throws JOSEError if it is not valid; `JWTExpired` if it only comes too late
 */
export async function verifyUserToken(
  { memory, clock }: Pick<Runtime, 'memory' | 'clock'>,
  token: string,
  userPoolIds: readonly string[],
): Promise<JWTPayload> {
  const { iss: issuer } = decodeJwt(token);
  const userPoolId = userPoolIds.find((id) => issuerOf(id) === issuer);
  if (issuer === undefined || userPoolId === undefined) throw new errors.JWTInvalid('The token is of another issuer');
  const { access, id } = await signingKeysOf(memory, userPoolId);
  const published = createLocalJWKSet({ keys: [id.jwk, access.jwk] });
  const { payload } = await jwtVerify(token, published, { issuer, currentDate: new Date(clock.now()) });
  return payload;
}

/** @returns the user pool that a token says it is of; nothing is verified */
export function userPoolIdOf({ iss = '' }: JWTPayload): string {
  return iss.slice(iss.lastIndexOf('/') + 1);
}
