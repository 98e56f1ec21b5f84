import type { AwsAnswer } from '../../../gateway/answer';
import { AwsError } from '../../../gateway/aws-error';
import { succeeded, withOutput } from '../../../gateway/calls';
import { arePagesOf } from '../runtime/pages-access';
import { issueTokens } from '../runtime/tokens';
import { openUserSession, SELF_SERVICE, type SignIn } from '../runtime/user-sessions';
import type { Handler, HandlerContext } from '../../../gateway/handler';
import { asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import { checkFlow, checkSecretHash, isRefresh, notAuthorized } from './authentication-checks';
import { refreshTokens } from './refresh';
import { findClient, inPlaceOf, type TokenClient } from './token-client';
import { findUser } from './users';

/**
 * Signs users in with tokens of the user pool's own keys and of the embedded AWS's time, in flows that the client allows;
 * moto checks the password, but not the flow, and signs with a key and a time of its own.
 */
export const authentication: Handler = {
  service: 'cognito-idp',
  operations: ['InitiateAuth', 'AdminInitiateAuth', 'RespondToAuthChallenge', 'AdminRespondToAuthChallenge'],
  handle: async (request, next, context) => {
    const input = jsonOf(request);
    const client = await findClient(request, context, asText(input['ClientId']));
    if (client === undefined) return next(request);
    const flow = asText(input['AuthFlow']);
    const isPages = arePagesOf(context.memory, request.scope.accessKeyId);
    if (flow !== '' && !isPages) checkFlow(request.operation, flow, client.description);
    if (isRefresh(flow)) return refreshTokens(client, asObject(input['AuthParameters']), context);
    if (!isPages) checkSecret(client, input);
    const answer = await next(inPlaceOf(client, request));
    if (!succeeded(answer)) throw refusalOf(answer, client);
    const result = asObject(jsonOf(answer)['AuthenticationResult']);
    if (result['AccessToken'] === undefined) return answer;
    return withOutput(answer, await signInWith(client, asText(result['AccessToken']), context));
  },
};

function checkSecret({ description }: TokenClient, input: JsonObject): void {
  const parameters = { ...asObject(input['AuthParameters']), ...asObject(input['ChallengeResponses']) };
  checkSecretHash(description, asText(parameters['USERNAME']), asText(parameters['SECRET_HASH']));
}

/** With PreventUserExistenceErrors, an unknown user and a wrong password give the same error. */
function refusalOf(answer: AwsAnswer, { description }: TokenClient): AwsError {
  const { __type: type, message } = jsonOf(answer);
  const isHidden = type === 'UserNotFoundException' && description.PreventUserExistenceErrors === 'ENABLED';
  // moto's message about a wrong password is the user's name, unless it is a sentence.
  const isWrong = type === 'NotAuthorizedException' && !asText(message).endsWith('.');
  if (isHidden || isWrong) return notAuthorized('Incorrect username or password.');
  return new AwsError(asText(type), asText(message), answer.status);
}

async function signInWith(
  client: TokenClient,
  motoAccessToken: string,
  { moto, runtime }: HandlerContext,
): Promise<JsonObject> {
  const { description } = client;
  const user = await findUser(client, moto, usernameIn(motoAccessToken));
  if (user === undefined) throw notAuthorized('User does not exist.');
  if (user.status === 'UNCONFIRMED') throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  const signIn: SignIn = {
    userPoolId: description.UserPoolId ?? '',
    username: user.username,
    authTime: Math.floor(runtime.clock.now() / 1000),
    motoAccessToken,
  };
  const session = openUserSession(runtime, description, { ...signIn, scopes: [SELF_SERVICE], isHosted: false });
  const tokens = await issueTokens(runtime, { client: description, user, session });
  return {
    ChallengeParameters: {},
    AuthenticationResult: {
      AccessToken: tokens.accessToken,
      IdToken: tokens.idToken,
      RefreshToken: session.refreshToken,
      ExpiresIn: tokens.expiresIn,
      TokenType: 'Bearer',
    },
  };
}

function usernameIn(token: string): string {
  const claims = asObject(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
  return asText(claims['username']);
}
