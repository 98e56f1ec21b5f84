import { randomUUID } from 'node:crypto';

import type { AwsAnswer } from '../../../gateway/answer';
import { issuerOf } from '../runtime/issuer';
import { signingKeysOf } from '../runtime/signing-keys';
import { validitySeconds } from '../runtime/token-validity';
import type { Handler, HandlerContext } from '../../../gateway/handler';
import { jsonAnswer, type JsonObject } from '../../../gateway/json';
import { formOf } from '../../../gateway/query';
import { authenticate, type TokenClient } from './token-client';

/**
 * Gives machines their tokens, where moto fails (Amazon Cognito Developer Guide, "The token issuer endpoint"). The other
 * grants belong to a domain, and are served there.
 */
export const tokenEndpoint: Handler = {
  service: 'cognito-idp',
  operations: ['Token'],
  handle: async (request, _next, context) => {
    const form = formOf(request);
    if (!form.has('grant_type')) return refusal('invalid_request');
    if (form.get('grant_type') !== 'client_credentials') return refusal('unsupported_grant_type');
    const client = await authenticate(request, context);
    if (client === undefined) return refusal('invalid_client');
    const { AllowedOAuthFlows: flows = [], AllowedOAuthScopes: allowed = [] } = client.description;
    if (!flows.includes('client_credentials')) return refusal('unauthorized_client');
    const scopes = form.get('scope')?.split(' ') ?? allowed;
    if (!scopes.every((scope) => allowed.includes(scope))) return refusal('invalid_scope');
    return jsonAnswer(await tokenFor(client, scopes, context));
  },
};

/** RFC 6749, section 5.2. */
function refusal(error: string): AwsAnswer {
  return jsonAnswer({ error }, 400);
}

/** Amazon Cognito Developer Guide, "Understanding the access token", of a client without a user. */
async function tokenFor(
  { description }: TokenClient,
  scopes: readonly string[],
  { memory, runtime }: HandlerContext,
): Promise<JsonObject> {
  const { ClientId, UserPoolId = '' } = description;
  const now = Math.floor(runtime.clock.now() / 1000);
  const expiresIn = validitySeconds(description, 'AccessToken');
  const { access } = await signingKeysOf(memory, UserPoolId);
  const token = access.sign({
    sub: ClientId,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: now,
    iss: issuerOf(UserPoolId),
    exp: now + expiresIn,
    iat: now,
    version: 2,
    jti: randomUUID(),
    client_id: ClientId,
  });
  return { access_token: token, expires_in: expiresIn, token_type: 'Bearer' };
}
