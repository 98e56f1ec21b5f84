import { randomUUID } from 'node:crypto';

import type { AwsAnswer } from '../../answer';
import type { Gap } from '../../gap';
import { asList, asObject, asText, jsonAnswer, type JsonObject } from '../../json';
import { formOf } from '../../query';
import { signingKeyOf } from './signing-key';
import { authenticate, type TokenClient } from './token-client';

/** Seconds of each unit that a token's validity is given in (API Reference, "TokenValidityUnitsType"). */
const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/**
 * Gives machines their tokens, where moto fails (Amazon Cognito Developer Guide, "The token issuer endpoint"). The other
 * grants start on a sign-in page, which nobody serves here.
 */
export const tokenEndpoint: Gap = {
  service: 'cognito-idp',
  operations: ['Token'],
  handle: async (request, _next, context) => {
    const form = formOf(request);
    if (!form.has('grant_type')) return refusal('invalid_request');
    if (form.get('grant_type') !== 'client_credentials') return refusal('unsupported_grant_type');
    const client = await authenticate(request, context);
    if (client === undefined) return refusal('invalid_client');
    if (!asList(client.description['AllowedOAuthFlows']).includes('client_credentials')) {
      return refusal('unauthorized_client');
    }
    const allowed = asList(client.description['AllowedOAuthScopes']).map(asText);
    const scopes = form.get('scope')?.split(' ') ?? allowed;
    if (!scopes.every((scope) => allowed.includes(scope))) return refusal('invalid_scope');
    const lifetime = lifetimeOf(client.description);
    const token = (await signingKeyOf(context.memory)).sign(claimsOf(client, scopes, lifetime));
    return jsonAnswer({ access_token: token, expires_in: lifetime, token_type: 'Bearer' });
  },
};

/** RFC 6749, section 5.2. */
function refusal(error: string): AwsAnswer {
  return jsonAnswer({ error }, 400);
}

/** Seconds that an access token is valid; an hour unless the client says otherwise. */
function lifetimeOf({ AccessTokenValidity: validity, TokenValidityUnits: units }: JsonObject): number {
  const unit = asText(asObject(units)['AccessToken']);
  return typeof validity === 'number' && validity > 0 ? validity * (SECONDS[unit] ?? 3600) : 3600;
}

/** Amazon Cognito Developer Guide, "Understanding the access token", of a client without a user. */
function claimsOf({ description, region }: TokenClient, scopes: readonly string[], lifetime: number): JsonObject {
  const now = Math.floor(Date.now() / 1000);
  return {
    sub: description['ClientId'],
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: now,
    iss: `https://cognito-idp.${region}.amazonaws.com/${asText(description['UserPoolId'])}`,
    exp: now + lifetime,
    iat: now,
    version: 2,
    jti: randomUUID(),
    client_id: description['ClientId'],
  };
}
