import { createHash, randomBytes } from 'node:crypto';

import { RehearsalError } from '../../../errors';

/** The user, the app client and the user pool of a sign-in. */
export interface SignInOptions {
  /** Address of the embedded AWS, `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Prefix of the user pool's domain. */
  readonly domain: string;
  /** Id of an app client without a secret. */
  readonly clientId: string;
  /** One of the client's callback URLs; nothing needs to listen there. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly username: string;
  readonly password: string;
}

/** What a user who has signed in gets, each a JSON Web Token but for the last. */
export interface SignedIn {
  readonly accessToken: string;
  /** Empty without the scope `openid`. */
  readonly idToken: string;
  readonly refreshToken: string;
}

/**
 * Signs a user in as a browser does: the authorization endpoint, the login page and the token endpoint, with PKCE.
 * Source: RFC 7636, "Proof Key for Code Exchange".
 * @throws RehearsalError with what the page or the endpoint says
 */
export async function signIn(options: SignInOptions): Promise<SignedIn> {
  const verifier = randomBytes(32).toString('base64url');
  const loginPage = await openLoginPage(options, createHash('sha256').update(verifier).digest('base64url'));
  const code = await fillIn(options, loginPage);
  return exchange(options, code, verifier);
}

async function openLoginPage(options: SignInOptions, codeChallenge: string): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    scope: options.scopes.join(' '),
    state: randomBytes(8).toString('hex'),
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  });
  const authorize = `${options.endpoint}/cognito/${options.domain}/oauth2/authorize?${query.toString()}`;
  const location = await locationOf(await fetch(authorize, { redirect: 'manual' }), authorize);
  if (location.startsWith(options.redirectUri)) throw failure(new URL(location).searchParams.get('error') ?? location);
  const page = await fetch(location);
  const action = /<form[^>]* action="([^"]+)"/.exec(await page.text())?.[1];
  if (action === undefined) throw failure(`the login page has no form (status ${page.status})`);
  return new URL(unescape(action), location).href;
}

async function fillIn({ username, password }: SignInOptions, loginPage: string): Promise<string> {
  const body = new URLSearchParams({ username, password });
  const answer = await fetch(loginPage, { method: 'POST', body, redirect: 'manual' });
  const code = new URL(await locationOf(answer, loginPage)).searchParams.get('code');
  if (code === null) throw failure('the login page sent no code');
  return code;
}

async function exchange(options: SignInOptions, code: string, verifier: string): Promise<SignedIn> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    code,
    code_verifier: verifier,
  });
  const answer = await fetch(`${options.endpoint}/cognito/${options.domain}/oauth2/token`, { method: 'POST', body });
  const found = (await answer.json()) as Partial<Record<string, string>>;
  if (!answer.ok) throw failure(found['error'] ?? `the token endpoint answered ${answer.status}`);
  return {
    accessToken: found['access_token'] ?? '',
    idToken: found['id_token'] ?? '',
    refreshToken: found['refresh_token'] ?? '',
  };
}

/** Where an answer sends the browser; a page instead tells what is wrong. */
async function locationOf(answer: Response, base: string): Promise<string> {
  const location = answer.headers.get('location');
  if (location !== null) return new URL(location, base).href;
  const message = /role="alert">([^<]*)</.exec(await answer.text())?.[1];
  throw failure(message === undefined ? `a page answered ${answer.status}` : unescape(message));
}

function failure(message: string): RehearsalError {
  return new RehearsalError(
    `sign-in failed: ${message}`,
    'Compare the username, the password, the scopes and the redirect URI with those of the user pool and its app client.',
  );
}

/** Undoes what HTML writes for characters that mean something in it. */
function unescape(text: string): string {
  return text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));
}
