import type { Authorizer, Method } from '@aws-sdk/client-api-gateway';
import { errors, type JWTPayload } from 'jose';

import { verifyUserToken } from '../../cognito-idp/api';
import type { ApiCall, Claims } from './call';
import { contextOf } from './context';
import { Refusal } from './gateway-response';
import { valueOf } from './parameters';

/**
 * Accepts tokens of the authorizer's user pools: an access token with one of the method's scopes, or an
 * ID token if the method has none (API Gateway Developer Guide, "Control access to REST APIs using Amazon Cognito user
 * pools as an authorizer").
 * @throws Refusal `UNAUTHORIZED` without a valid token, `ACCESS_DENIED` without a scope
 */
export async function authorizeUser(call: ApiCall, method: Method): Promise<Claims> {
  const authorizer = call.snapshot.authorizers.find(({ id }) => id === method.authorizerId);
  if (authorizer === undefined) throw new Refusal('API_CONFIGURATION_ERROR');
  const token = tokenOf(call, authorizer);
  if (token === undefined) throw unauthorized('The token is missing');
  const scopes = method.authorizationScopes ?? [];
  const claims = await verify(call, authorizer, token);
  checkKind(claims, scopes.length > 0 ? 'access' : 'id');
  checkAudience(claims, authorizer);
  if (scopes.length > 0) checkScopes(claims, scopes);
  return asText(claims);
}

function unauthorized(authorizerError: string): Refusal {
  return new Refusal('UNAUTHORIZED', { authorizerError });
}

function tokenOf(call: ApiCall, { identitySource = '' }: Authorizer): string | undefined {
  const value = valueOf(identitySource, { call, context: contextOf(call) });
  return value?.replace(/^Bearer\s+/i, '').trim() || undefined;
}

async function verify({ runtime }: ApiCall, { providerARNs = [] }: Authorizer, token: string): Promise<JWTPayload> {
  try {
    return await verifyUserToken(runtime, token, providerARNs.map(userPoolIdOf));
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      const message = 'The incoming token has expired';
      throw new Refusal('UNAUTHORIZED', { message, authorizerError: message });
    }
    if (error instanceof errors.JOSEError) throw unauthorized(error.message);
    throw error;
  }
}

/** `arn:aws:cognito-idp:<region>:<account>:userpool/<id>`. */
function userPoolIdOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function checkKind({ token_use: found }: JWTPayload, expected: 'access' | 'id'): void {
  if (found !== expected) throw unauthorized(`The token is no ${expected} token`);
}

/** API Reference, "CreateAuthorizer": of user pools, the expression is about the audience, the app client. */
function checkAudience(claims: JWTPayload, { identityValidationExpression: expression }: Authorizer): void {
  const audience = String(claims.aud ?? claims['client_id']);
  if (expression !== undefined && !new RegExp(`^(?:${expression})$`).test(audience)) {
    throw unauthorized('The token is for another audience');
  }
}

function checkScopes({ scope }: JWTPayload, allowed: readonly string[]): void {
  const granted = String(scope).split(' ');
  if (!allowed.some((each) => granted.includes(each))) {
    throw new Refusal('ACCESS_DENIED', { authorizerError: `The token has none of the scopes ${allowed.join(', ')}` });
  }
}

function asText(claims: JWTPayload): Claims {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)]));
}
