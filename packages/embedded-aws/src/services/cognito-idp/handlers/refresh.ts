import type { AwsAnswer } from '../../../gateway/answer';
import { issueTokens } from '../runtime/tokens';
import { findUserSession } from '../runtime/user-sessions';
import type { HandlerContext } from '../../../gateway/handler';
import { asText, jsonAnswer, type JsonObject } from '../../../gateway/json';
import { checkSecretHash, notAuthorized } from './authentication-checks';
import type { TokenClient } from './token-client';
import { findUser } from './users';

/**
 * Gives new tokens for a refresh token.
 * @param parameters REFRESH_TOKEN, and SECRET_HASH of a client that has a secret
 * @throws AwsError NotAuthorizedException if the token is no longer good, or its user is gone or disabled
 */
export async function refreshTokens(
  client: TokenClient,
  parameters: JsonObject,
  { moto, runtime }: HandlerContext,
): Promise<AwsAnswer> {
  const { description } = client;
  const session = findUserSession(
    runtime,
    ({ refreshToken, clientId }) => refreshToken === parameters['REFRESH_TOKEN'] && clientId === description.ClientId,
  );
  if (session === undefined) throw notAuthorized('Invalid Refresh Token');
  checkSecretHash(description, session.username, asText(parameters['SECRET_HASH']));
  const user = await findUser(client, moto, session.username);
  if (user === undefined) throw notAuthorized('User does not exist.');
  if (!user.isEnabled) throw notAuthorized('User is disabled.');
  const { accessToken, idToken, expiresIn } = await issueTokens(runtime, { client: description, user, session });
  return jsonAnswer({
    ChallengeParameters: {},
    AuthenticationResult: { AccessToken: accessToken, IdToken: idToken, ExpiresIn: expiresIn, TokenType: 'Bearer' },
  });
}
