import { issueCode } from './authorization-codes';
import { type AuthorizationRequest, readAuthorizationRequest } from './authorization-request';
import { browserSignIn } from './browser-sessions';
import { type PageAnswer, type PageRequest, redirect, withParameters } from './page';
import { issueTokens } from './tokens';
import { openUserSession, type SignIn } from './user-sessions';
import { describeUser } from './describe-user';

/** Sends the browser on to the login page, or back to the application if its user has signed in a moment ago. */
export async function authorize(request: PageRequest): Promise<PageAnswer> {
  const asked = await readAuthorizationRequest(request);
  const signIn = browserSignIn(request);
  if (signIn !== undefined) return grant(request, asked, signIn);
  const { basePath, query } = request.address;
  return redirect(`${basePath}/login?${query.toString()}`);
}

/** Sends the browser back to the application with what it asked for: a code, or tokens (RFC 6749, sections 4.1, 4.2). */
export async function grant(
  request: PageRequest,
  asked: AuthorizationRequest,
  signIn: SignIn,
  headers: Readonly<Record<string, string>> = {},
): Promise<PageAnswer> {
  const { redirectUri, state, responseType } = asked;
  if (responseType === 'code') {
    const code = issueCode(request.runtime, { request: asked, signIn });
    return redirect(withParameters(redirectUri, { code, state }), headers);
  }
  const tokens = await implicitTokens(request, asked, signIn);
  return redirect(withParameters(redirectUri, { ...tokens, state }, 'fragment'), headers);
}

async function implicitTokens(
  request: PageRequest,
  { client, scopes, nonce }: AuthorizationRequest,
  signIn: SignIn,
): Promise<Readonly<Record<string, string>>> {
  const user = await describeUser(request, signIn.username);
  const session = openUserSession(request.runtime, client, { ...signIn, scopes, nonce, isHosted: true });
  const { accessToken, idToken, expiresIn } = await issueTokens(request.runtime, { client, user, session });
  return {
    ...(scopes.includes('openid') && { id_token: idToken }),
    access_token: accessToken,
    expires_in: String(expiresIn),
    token_type: 'Bearer',
  };
}
