import {
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandOutput,
  AdminRespondToAuthChallengeCommand,
  CognitoIdentityProviderServiceException,
} from '@aws-sdk/client-cognito-identity-provider';

import { grant } from './authorize';
import { type AuthorizationRequest, readAuthorizationRequest } from './authorization-request';
import { rememberBrowser } from './browser-sessions';
import { loginPage, newPasswordPage } from './login-pages';
import type { PageAnswer, PageRequest } from './page';
import { findUserSession, revokeUserSessions, type SignIn } from './user-sessions';

/** Shows the form. */
export async function showLogin(request: PageRequest): Promise<PageAnswer> {
  await readAuthorizationRequest(request);
  return loginPage(request);
}

/** Checks what a user has filled in, and sends the browser back to the application. */
export async function login(request: PageRequest): Promise<PageAnswer> {
  const asked = await readAuthorizationRequest(request);
  try {
    const answer = await signIn(request, asked);
    if (answer.ChallengeName === 'NEW_PASSWORD_REQUIRED') return newPasswordPage(request, answer.Session ?? '');
    if (answer.AuthenticationResult === undefined) return loginPage(request, noChallenge(answer));
    const proof = takeSignIn(request, answer.AuthenticationResult.RefreshToken);
    return await grant(request, asked, proof, { 'set-cookie': rememberBrowser(request, proof) });
  } catch (error) {
    if (!(error instanceof CognitoIdentityProviderServiceException)) throw error;
    const session = request.form.get('session');
    return session === null ? loginPage(request, error.message) : newPasswordPage(request, session, error.message);
  }
}

function noChallenge({ ChallengeName }: AdminInitiateAuthCommandOutput): string {
  return `The embedded AWS has no page for the challenge ${String(ChallengeName)}.`;
}

async function signIn(
  { cognito, userPoolId, form }: PageRequest,
  { client }: AuthorizationRequest,
): Promise<AdminInitiateAuthCommandOutput> {
  const key = { UserPoolId: userPoolId, ClientId: client.ClientId };
  const USERNAME = form.get('username') ?? '';
  const Session = form.get('session');
  if (Session === null) {
    const AuthParameters = { USERNAME, PASSWORD: form.get('password') ?? '' };
    return cognito.send(new AdminInitiateAuthCommand({ ...key, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters }));
  }
  const ChallengeResponses = { USERNAME, NEW_PASSWORD: form.get('new_password') ?? '' };
  return cognito.send(
    new AdminRespondToAuthChallengeCommand({
      ...key,
      Session,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeResponses,
    }),
  );
}

/** The pages' own session has proved who the user is; the application gets another. */
function takeSignIn({ runtime }: PageRequest, token: string | undefined): SignIn {
  const session = findUserSession(runtime, ({ refreshToken }) => refreshToken === token);
  if (session === undefined) throw new Error('a sign-in opened no session');
  revokeUserSessions(runtime.memory, (each) => each === session);
  const { userPoolId, username, authTime, motoAccessToken } = session;
  return { userPoolId, username, authTime, motoAccessToken };
}
