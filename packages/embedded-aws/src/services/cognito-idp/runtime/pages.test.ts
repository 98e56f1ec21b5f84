import { createHash } from 'node:crypto';

import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

import { SteppedClock } from '../../../clock';
import { createClient } from '../handlers/testing';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { signIn } from './sign-in';
import { asUser, CALLBACK, claimsOf, createShopUsers, PASSWORD, type ShopUsers } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });

const VERIFIER = 'a-secret-that-only-the-application-knows-0123456789';

let cognito: CognitoIdentityProviderClient;
let shop: ShopUsers;

beforeAll(async () => {
  cognito = fixture.client(CognitoIdentityProviderClient);
  shop = await createShopUsers(cognito, 'pages');
});

type Form = Readonly<Record<string, string>>;

/** What an application asks for, changed as wanted; what is empty is left out. */
function query(changes: Form = {}): string {
  const all = {
    response_type: 'code',
    client_id: shop.client.id,
    redirect_uri: CALLBACK,
    scope: 'openid',
    state: 'abc',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')).toString();
}

/** Opens a page as a browser does, but goes nowhere by itself. */
async function open(path: string, options: { form?: Form; cookie?: string; host?: string } = {}): Promise<Response> {
  const { form, cookie, host } = options;
  return fetch(`${fixture.aws.endpoint}/cognito/${shop.domain}${path}`, {
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams({ ...form }) }),
    headers: { ...(cookie && { cookie }), ...(host && { host }) },
  });
}

/** Signs in and returns where the browser is sent. */
async function locationAfterLogin(changes: Form = {}): Promise<URL> {
  const answer = await open(`/login?${query(changes)}`, { form: { username: shop.username, password: PASSWORD } });
  return new URL(answer.headers.get('location') ?? '');
}

async function exchange(form: Form): Promise<[number, Record<string, unknown>]> {
  const answer = await open('/oauth2/token', {
    form: { grant_type: 'authorization_code', client_id: shop.client.id, redirect_uri: CALLBACK, ...form },
  });
  return [answer.status, (await answer.json()) as Record<string, unknown>];
}

test('the authorization endpoint sends the browser to a form, which sends it back with a code and the state', async () => {
  const answer = await open(`/oauth2/authorize?${query()}`);
  expect([answer.status, answer.headers.get('location')]).toEqual([302, `/cognito/${shop.domain}/login?${query()}`]);
  const form = await (await open(`/login?${query()}`)).text();
  expect(form).toContain('<label for="password">Password</label>');
  const location = await locationAfterLogin();
  expect([location.origin + location.pathname, location.searchParams.get('state')]).toEqual([CALLBACK, 'abc']);
  expect(location.searchParams.get('code')).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ['an unknown kind of answer', { response_type: 'id' }, 'invalid_request'],
  ['tokens, of a client that may have a code only', { response_type: 'token' }, 'unauthorized_client'],
  ['a scope that the client may not have', { scope: 'openid shop/orders' }, 'invalid_scope'],
  ['a plain code challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
])('a request for %s is answered with an error at the redirect URI', async (_case, changes: Form, error) => {
  const answer = await open(`/oauth2/authorize?${query(changes)}`);
  const location = new URL(answer.headers.get('location') ?? '');
  const found = location.hash === '' ? location.searchParams : new URLSearchParams(location.hash.slice(1));
  expect([location.origin + location.pathname, found.get('error'), found.get('state')]).toEqual([
    CALLBACK,
    error,
    'abc',
  ]);
});

test('the browser is sent nowhere that the client does not name', async () => {
  const answer = await open(`/oauth2/authorize?${query({ redirect_uri: 'http://evil.example/' })}`);
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
});

test('a code is good once, for five minutes, for its client, callback and verifier', async () => {
  const code = async (): Promise<string> => (await locationAfterLogin()).searchParams.get('code') ?? '';
  const right = { code: await code(), code_verifier: VERIFIER };
  expect((await exchange(right))[0]).toBe(200);
  const refusal = [400, { error: 'invalid_grant' }];
  expect(await exchange(right)).toEqual(refusal);
  expect(await exchange({ code: await code(), code_verifier: 'wrong' })).toEqual(refusal);
  expect(await exchange({ code: await code() })).toEqual(refusal);
  expect(await exchange({ ...right, code: await code(), redirect_uri: `${CALLBACK}/` })).toEqual(refusal);
  const other = await createClient(cognito, shop.pool);
  expect(await exchange({ ...right, code: await code(), client_id: other.id })).toEqual(refusal);
  const old = await code();
  await clock.advance(5 * 60_000);
  expect(await exchange({ ...right, code: old })).toEqual(refusal);
});

test('a client with a secret must know it', async () => {
  const client = await createClient(cognito, shop.pool, { GenerateSecret: true });
  const location = await locationAfterLogin({ client_id: client.id });
  const form = { code: location.searchParams.get('code') ?? '', code_verifier: VERIFIER, client_id: client.id };
  expect(await exchange(form)).toEqual([400, { error: 'invalid_client' }]);
  expect((await exchange({ ...form, client_secret: client.secret }))[0]).toBe(200);
});

test('a client of the implicit flow gets its tokens at once, with its nonce', async () => {
  const client = await createClient(cognito, shop.pool, { AllowedOAuthFlows: ['implicit'] });
  const location = await locationAfterLogin({ response_type: 'token', client_id: client.id, nonce: 'once' });
  const found = new URLSearchParams(location.hash.slice(1));
  expect([found.get('token_type'), found.get('state'), found.get('code')]).toEqual(['Bearer', 'abc', null]);
  expect(claimsOf(found.get('id_token') ?? '')).toMatchObject({ nonce: 'once', aud: client.id });
});

test('a browser that has signed in does not ask again, until it signs out', async () => {
  const answer = await open(`/login?${query()}`, { form: { username: shop.username, password: PASSWORD } });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const again = await open(`/oauth2/authorize?${query()}`, { cookie });
  expect(again.headers.get('location')).toContain(`${CALLBACK}?code=`);

  const target = encodeURIComponent('http://localhost:3000/');
  const out = await open(`/logout?client_id=${shop.client.id}&logout_uri=${target}`, { cookie });
  expect(out.headers.get('location')).toBe('http://localhost:3000/');
  const after = await open(`/oauth2/authorize?${query()}`, { cookie });
  expect(after.headers.get('location')).toContain('/login?');
});

test('signing out sends the browser nowhere that the client does not name', async () => {
  const answer = await open(`/logout?client_id=${shop.client.id}&logout_uri=http%3A%2F%2Fevil.example%2F`);
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
});

test('a user who signs up on the page signs in when an administrator has confirmed them', async () => {
  const username = 'new@example.org';
  const done = await open(`/signup?${query()}`, { form: { username, password: PASSWORD } });
  expect(await done.text()).toContain(
    `aws cognito-idp admin-confirm-sign-up --user-pool-id ${shop.pool} --username ${username}`,
  );
  const user = { ...asUser(fixture.aws.endpoint, shop), username };
  await expect(signIn(user)).rejects.toThrow('sign-in failed: User is not confirmed.');
  await cognito.send(new AdminConfirmSignUpCommand({ UserPoolId: shop.pool, Username: username }));
  expect((await signIn(user)).accessToken).not.toBe('');

  const twice = await open(`/signup?${query()}`, { form: { username, password: PASSWORD } });
  expect(await twice.text()).toContain('UsernameExistsException');
});

test('a user made by an administrator chooses a password first', async () => {
  const username = 'made@example.org';
  await cognito.send(
    new AdminCreateUserCommand({ UserPoolId: shop.pool, Username: username, TemporaryPassword: 'Temporary-1' }),
  );
  const page = await open(`/login?${query()}`, { form: { username, password: 'Temporary-1' } });
  const session = /name="session" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const form = { username, session, new_password: PASSWORD };
  const answer = await open(`/login?${query()}`, { form });
  expect(answer.headers.get('location')).toContain(`${CALLBACK}?code=`);
});

test('what a user fills in is never taken for HTML', async () => {
  const answer = await open(`/login?${query()}`, { form: { username: '"><script>', password: 'x' } });
  const page = await answer.text();
  expect(page).not.toContain('<script>');
  expect(page).toContain('&#34;&#62;&#60;script&#62;');
});

test('a client of machines gets its tokens at the domain, too', async () => {
  const client = await createClient(cognito, shop.pool, {
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['shop/hello'],
    GenerateSecret: true,
  });
  const form = { grant_type: 'client_credentials', client_id: client.id, client_secret: client.secret };
  const answer = await open('/oauth2/token', { form });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  expect(claimsOf(token)).toMatchObject({ scope: 'shop/hello', client_id: client.id });
});
