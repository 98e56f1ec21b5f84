import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { createRemoteJWKSet, jwtVerify } from 'jose';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { type SignedIn, signIn } from './sign-in';
import { asUser, CALLBACK, claimsOf, createShopUsers, type ShopUsers } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });

/** A region other than that of unsigned calls. */
const REGION = 'eu-west-1';

let shop: ShopUsers;
let signedIn: SignedIn;

beforeAll(async () => {
  shop = await createShopUsers(fixture.client(CognitoIdentityProviderClient, REGION), 'tokens');
  signedIn = await signIn(asUser(fixture.aws.endpoint, shop));
});

/** Calls the token endpoint. */
async function askForTokens(form: Record<string, string>): Promise<[number, Record<string, unknown>]> {
  const url = `${fixture.aws.endpoint}/cognito/${shop.domain}/oauth2/token`;
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return [answer.status, (await answer.json()) as Record<string, unknown>];
}

async function userInfo(token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`${fixture.aws.endpoint}/cognito/${shop.domain}/oauth2/userInfo`, { headers });
}

test('a user signs in on the pages and gets tokens that the published keys verify', async () => {
  const keys = createRemoteJWKSet(new URL(`${fixture.aws.endpoint}/${shop.pool}/.well-known/jwks.json`));
  const issuer = `https://cognito-idp.${REGION}.amazonaws.com/${shop.pool}`;
  const options = { issuer, currentDate: new Date(clock.now()) };
  const access = await jwtVerify(signedIn.accessToken, keys, options);
  const id = await jwtVerify(signedIn.idToken, keys, { ...options, audience: shop.client.id });
  expect(access.protectedHeader.kid).not.toBe(id.protectedHeader.kid);
});

test('libraries are told where to sign in', async () => {
  const answer = await fetch(`${fixture.aws.endpoint}/${shop.pool}/.well-known/openid-configuration`);
  expect(await answer.json()).toMatchObject({
    issuer: `https://cognito-idp.${REGION}.amazonaws.com/${shop.pool}`,
    jwks_uri: `${fixture.aws.endpoint}/${shop.pool}/.well-known/jwks.json`,
    authorization_endpoint: `${fixture.aws.endpoint}/cognito/${shop.domain}/oauth2/authorize`,
    token_endpoint: `${fixture.aws.endpoint}/cognito/${shop.domain}/oauth2/token`,
  });
});

test('the tokens tell who signed in, when, for which client and for how long', () => {
  const access = claimsOf(signedIn.accessToken);
  const id = claimsOf(signedIn.idToken);
  const now = clock.now() / 1000;
  expect(access).toMatchObject({
    token_use: 'access',
    client_id: shop.client.id,
    scope: 'openid shop/hello',
    username: access['sub'],
    auth_time: now,
    iat: now,
    exp: now + 3600,
  });
  expect(id).toMatchObject({
    token_use: 'id',
    aud: shop.client.id,
    sub: access['sub'],
    'cognito:username': access['sub'],
    email: shop.username,
    origin_jti: access['origin_jti'],
    exp: now + 3600,
  });
  expect(access['email']).toBeUndefined();
});

test('without the scope openid there is no ID token', async () => {
  const { accessToken, idToken } = await signIn({ ...asUser(fixture.aws.endpoint, shop), scopes: ['shop/hello'] });
  expect([claimsOf(accessToken)['scope'], idToken]).toEqual(['shop/hello', '']);
  expect((await userInfo(accessToken)).status).toBe(401);
});

test('what does not fit is told in the words of the page', async () => {
  const user = asUser(fixture.aws.endpoint, shop);
  await expect(signIn({ ...user, password: 'wrong' })).rejects.toThrow(
    'sign-in failed: Incorrect username or password.',
  );
  await expect(signIn({ ...user, username: 'unknown@example.org' })).rejects.toThrow(
    'sign-in failed: Incorrect username or password.',
  );
  await expect(signIn({ ...user, redirectUri: `${CALLBACK}/` })).rejects.toThrow(
    `sign-in failed: redirect_mismatch: ${CALLBACK}/ is none of the client's callback URLs: ${CALLBACK}`,
  );
  await expect(signIn({ ...user, scopes: ['shop/orders'] })).rejects.toThrow('sign-in failed: invalid_scope');
  await expect(signIn({ ...user, clientId: 'unknown' })).rejects.toThrow('sign-in failed: invalid_client');
  await expect(signIn({ ...user, domain: 'nowhere' })).rejects.toThrow('no user pool has the domain nowhere');
});

test('user information is what the scopes allow', async () => {
  const answer = await userInfo(signedIn.accessToken);
  expect(await answer.json()).toMatchObject({ email: shop.username, sub: claimsOf(signedIn.accessToken)['sub'] });
  const garbage = await userInfo('garbage');
  expect([garbage.status, await garbage.json()]).toMatchObject([401, { error: 'invalid_token' }]);
});

test('a refresh token gives new tokens of the same sign-in until it is revoked or expires', async () => {
  const { refreshToken } = await signIn(asUser(fixture.aws.endpoint, shop));
  const form = { grant_type: 'refresh_token', client_id: shop.client.id, refresh_token: refreshToken };
  const signedInAt = clock.now() / 1000;
  await clock.advance(60_000);
  const [status, tokens] = await askForTokens(form);
  expect([status, tokens['refresh_token']]).toEqual([200, undefined]);
  const claims = claimsOf(String(tokens['access_token']));
  expect(claims).toMatchObject({ scope: 'openid shop/hello', auth_time: signedInAt, iat: signedInAt + 60 });

  const body = new URLSearchParams({ token: refreshToken, client_id: shop.client.id });
  await fetch(`${fixture.aws.endpoint}/cognito/${shop.domain}/oauth2/revoke`, { method: 'POST', body });
  expect(await askForTokens(form)).toEqual([400, { error: 'invalid_grant' }]);
  expect((await userInfo(String(tokens['access_token']))).status).toBe(401);

  const old = { ...form, refresh_token: (await signIn(asUser(fixture.aws.endpoint, shop))).refreshToken };
  await clock.advance(30 * 86_400_000 - 1);
  expect((await askForTokens(old))[0]).toBe(200);
  await clock.advance(1);
  expect(await askForTokens(old)).toEqual([400, { error: 'invalid_grant' }]);
});
