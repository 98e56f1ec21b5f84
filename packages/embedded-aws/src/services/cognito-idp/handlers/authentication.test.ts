import { createHmac } from 'node:crypto';

import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { SteppedClock } from '../../../clock';
import { signIn } from '../runtime/sign-in';
import { asUser, claimsOf, createShopUsers, PASSWORD, type ShopUsers } from '../runtime/testing';
import { verifyUserToken } from '../runtime/verify';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createClient, createPool } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });

let cognito: CognitoIdentityProviderClient;
let shop: ShopUsers;

beforeAll(async () => {
  // Not the region of unsigned calls, which InitiateAuth is one of.
  cognito = fixture.client(CognitoIdentityProviderClient, 'eu-west-1');
  shop = await createShopUsers(cognito, 'sdk');
});

type Result = NonNullable<InitiateAuthCommandOutput['AuthenticationResult']>;

async function withPassword(changes: Record<string, string> = {}, clientId = shop.client.id): Promise<Result> {
  const AuthParameters = { USERNAME: shop.username, PASSWORD, ...changes };
  const command = new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  return (await cognito.send(command)).AuthenticationResult ?? {};
}

async function withRefreshToken(REFRESH_TOKEN = ''): Promise<Result> {
  const AuthParameters = { REFRESH_TOKEN };
  const command = new InitiateAuthCommand({ ClientId: shop.client.id, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters });
  return (await cognito.send(command)).AuthenticationResult ?? {};
}

test('a user signs in with the SDK and gets tokens of the user pool and of the time there', async () => {
  const { AccessToken = '', IdToken = '', ExpiresIn } = await withPassword();
  const access = await verifyUserToken(fixture.aws.runtime, AccessToken, [shop.pool]);
  const id = await verifyUserToken(fixture.aws.runtime, IdToken, [shop.pool]);
  expect(access).toMatchObject({ scope: 'aws.cognito.signin.user.admin', iat: clock.now() / 1000 });
  expect(id).toMatchObject({ email: shop.username, aud: shop.client.id, sub: access.sub });
  expect(Number(access.exp) - Number(access.iat)).toBe(ExpiresIn);
});

test('a wrong password and an unknown user are refused alike', async () => {
  const refusal = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
  await expect(withPassword({ PASSWORD: 'wrong' })).rejects.toMatchObject(refusal);
  await expect(withPassword({ USERNAME: 'unknown@example.org' })).rejects.toMatchObject(refusal);
});

test('a flow that the client does not allow is refused', async () => {
  const client = await createClient(cognito, shop.pool);
  await expect(withPassword({}, client.id)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'USER_PASSWORD_AUTH flow not enabled for this client',
  });
  const admin = new AdminInitiateAuthCommand({
    UserPoolId: shop.pool,
    ClientId: client.id,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: shop.username, PASSWORD },
  });
  await expect(cognito.send(admin)).rejects.toMatchObject({ message: 'Auth flow not enabled for this client' });
});

test('the SRP flow is refused, since its proof is not checked here', async () => {
  const client = await createClient(cognito, shop.pool, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] });
  const AuthParameters = { USERNAME: shop.username, SRP_A: 'ab' };
  const command = new InitiateAuthCommand({ ClientId: client.id, AuthFlow: 'USER_SRP_AUTH', AuthParameters });
  await expect(cognito.send(command)).rejects.toMatchObject({
    message:
      'The embedded AWS does not implement cognito-idp InitiateAuth with USER_SRP_AUTH; users sign in with their password here.',
  });
});

test('a client with a secret proves that it knows it', async () => {
  const client = await createClient(cognito, shop.pool, {
    GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
  });
  await expect(withPassword({}, client.id)).rejects.toMatchObject({
    message: `Client ${client.id} is configured with secret but SECRET_HASH was not received`,
  });
  await expect(withPassword({ SECRET_HASH: 'x' }, client.id)).rejects.toMatchObject({
    message: `SecretHash does not match for the client: ${client.id}`,
  });
  const SECRET_HASH = createHmac('sha256', client.secret).update(`${shop.username}${client.id}`).digest('base64');
  expect((await withPassword({ SECRET_HASH }, client.id)).AccessToken).toBeDefined();
});

test('an administrator makes a user with a password, who signs in', async () => {
  const user = { UserPoolId: shop.pool, Username: 'admin-made@example.org' };
  await cognito.send(new AdminCreateUserCommand({ ...user, TemporaryPassword: 'Temporary-1' }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
  const client = await createClient(cognito, shop.pool, { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] });
  const { AuthenticationResult } = await cognito.send(
    new AdminInitiateAuthCommand({
      UserPoolId: shop.pool,
      ClientId: client.id,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: user.Username, PASSWORD },
    }),
  );
  expect(claimsOf(AuthenticationResult?.IdToken ?? '')).toMatchObject({ email: user.Username, aud: client.id });
});

test('a user with a temporary password answers the challenge and is in', async () => {
  const user = { UserPoolId: shop.pool, Username: 'temporary@example.org' };
  await cognito.send(new AdminCreateUserCommand({ ...user, TemporaryPassword: 'Temporary-1' }));
  const ClientId = shop.client.id;
  const AuthParameters = { USERNAME: user.Username, PASSWORD: 'Temporary-1' };
  const { Session, ChallengeName } = await cognito.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
  expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  const ChallengeResponses = { USERNAME: user.Username, NEW_PASSWORD: PASSWORD };
  const { AuthenticationResult } = await cognito.send(
    new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses }),
  );
  expect(claimsOf(AuthenticationResult?.IdToken ?? '')).toMatchObject({ email: user.Username });
});

test('a user who is not confirmed is told so, and one may not sign up where administrators make users', async () => {
  const [Username, Password] = ['early@example.org', PASSWORD];
  await cognito.send(new SignUpCommand({ ClientId: shop.client.id, Username, Password }));
  await expect(withPassword({ USERNAME: Username })).rejects.toMatchObject({ name: 'UserNotConfirmedException' });

  const UserPoolId = await createPool(cognito);
  const client = await createClient(cognito, UserPoolId);
  const AdminCreateUserConfig = { AllowAdminCreateUserOnly: true };
  await cognito.send(new UpdateUserPoolCommand({ UserPoolId, AdminCreateUserConfig }));
  await expect(cognito.send(new SignUpCommand({ ClientId: client.id, Username, Password }))).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'SignUp is not permitted for this user pool',
  });
});

test('a refresh token gives new tokens until it is revoked', async () => {
  const { RefreshToken } = await withPassword();
  await clock.advance(1000);
  const { AccessToken = '', RefreshToken: another } = await withRefreshToken(RefreshToken);
  expect([claimsOf(AccessToken)['iat'], another]).toEqual([clock.now() / 1000, undefined]);
  await cognito.send(new RevokeTokenCommand({ ClientId: shop.client.id, Token: RefreshToken }));
  const refusal = { name: 'NotAuthorizedException', message: 'Invalid Refresh Token' };
  await expect(withRefreshToken(RefreshToken)).rejects.toMatchObject(refusal);
  await expect(cognito.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
    message: 'Access Token has been revoked',
  });
});

test('users read what is known of them, with a token that is for that', async () => {
  const { AccessToken } = await withPassword();
  const user = await cognito.send(new GetUserCommand({ AccessToken }));
  expect(user.UserAttributes).toContainEqual({ Name: 'email', Value: shop.username });

  const { accessToken } = await signIn(asUser(fixture.aws.endpoint, shop));
  await expect(cognito.send(new GetUserCommand({ AccessToken: accessToken }))).rejects.toMatchObject({
    message: 'Access Token does not have required scopes',
  });
  await expect(cognito.send(new GetUserCommand({ AccessToken: 'garbage' }))).rejects.toMatchObject({
    message: 'Invalid Access Token',
  });
  await clock.advance(3600_000);
  await expect(cognito.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
    message: 'Access Token has expired',
  });
});

test('after a global sign-out, by the user or an administrator, no session is valid', async () => {
  const refusal = { message: 'Invalid Refresh Token' };
  const [one, two] = [await withPassword(), await withPassword()];
  await cognito.send(new GlobalSignOutCommand({ AccessToken: one.AccessToken }));
  await expect(withRefreshToken(two.RefreshToken)).rejects.toMatchObject(refusal);

  const three = await withPassword();
  await cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId: shop.pool, Username: shop.username }));
  await expect(withRefreshToken(three.RefreshToken)).rejects.toMatchObject(refusal);
});
