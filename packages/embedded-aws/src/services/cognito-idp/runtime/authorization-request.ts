import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

import { findAppClient } from './app-client';
import { errorPage } from './html';
import { type PageRequest, redirect, Refused, withParameters } from './page';

/** What an application asks its user to allow. */
export interface AuthorizationRequest {
  readonly client: UserPoolClientType;
  readonly redirectUri: string;
  readonly responseType: 'code' | 'token';
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  /** SHA-256 of the application's secret, in base64url (RFC 7636). @default none */
  readonly codeChallenge: string | undefined;
}

/**
 * Reads the request of an application, and checks it.
 * Source: Amazon Cognito Developer Guide, "The redirect and authorization endpoint".
 * @throws Refused with a page if there is no valid redirect URI, otherwise with a redirect that tells the application
 */
export async function readAuthorizationRequest(request: PageRequest): Promise<AuthorizationRequest> {
  const { query } = request.address;
  const client = await findAppClient(request, query.get('client_id') ?? '');
  if (client === undefined) throw errorPage('invalid_client', 'the user pool has no app client of this client_id');
  const redirectUri = redirectUriOf(client, query.get('redirect_uri'));
  const { responseType, tell } = responseTypeOf(query, redirectUri);
  checkFlow(client, responseType, tell);
  return {
    client,
    redirectUri,
    responseType,
    scopes: scopesOf(client, query.get('scope'), tell),
    state: query.get('state') ?? undefined,
    nonce: query.get('nonce') ?? undefined,
    codeChallenge: codeChallengeOf(query, tell),
  };
}

function redirectUriOf({ CallbackURLs = [], DefaultRedirectURI }: UserPoolClientType, asked: string | null): string {
  const redirectUri = asked ?? DefaultRedirectURI ?? '';
  if (CallbackURLs.includes(redirectUri)) return redirectUri;
  throw errorPage(
    'redirect_mismatch',
    `${redirectUri} is none of the client's callback URLs: ${CallbackURLs.join(', ')}`,
  );
}

/** Makes the refusal that tells an application what is wrong. */
type Tell = (error: string, description?: string) => Refused;

function responseTypeOf(
  query: URLSearchParams,
  redirectUri: string,
): { readonly responseType: 'code' | 'token'; readonly tell: Tell } {
  const responseType = query.get('response_type');
  const place = responseType === 'token' ? 'fragment' : 'query';
  const state = query.get('state') ?? undefined;
  const tell: Tell = (error, error_description) =>
    new Refused(redirect(withParameters(redirectUri, { error, error_description, state }, place)));
  if (responseType !== 'code' && responseType !== 'token') throw tell('invalid_request', 'invalid response_type');
  return { responseType, tell };
}

function checkFlow(client: UserPoolClientType, responseType: 'code' | 'token', tell: Tell): void {
  const { AllowedOAuthFlowsUserPoolClient: isOpen, AllowedOAuthFlows: flows = [] } = client;
  const isAllowed = isOpen === true && flows.includes(responseType === 'code' ? 'code' : 'implicit');
  if (!isAllowed) throw tell('unauthorized_client');
}

/** All that the client may have, unless it asks for less. */
function scopesOf(
  { AllowedOAuthScopes = [] }: UserPoolClientType,
  scope: string | null,
  tell: Tell,
): readonly string[] {
  const asked = scope?.split(' ').filter((each) => each !== '') ?? [];
  if (!asked.every((each) => AllowedOAuthScopes.includes(each))) throw tell('invalid_scope');
  return asked.length > 0 ? asked : AllowedOAuthScopes;
}

function codeChallengeOf(query: URLSearchParams, tell: Tell): string | undefined {
  const challenge = query.get('code_challenge') ?? undefined;
  const method = query.get('code_challenge_method');
  if ((challenge !== undefined || method !== null) && method !== 'S256') {
    throw tell('invalid_request', 'code_challenge_method must be S256');
  }
  return challenge;
}
