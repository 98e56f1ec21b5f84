import { createPublicKey, verify } from 'node:crypto';

import { CognitoIdentityProviderClient, DeleteUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createClient, createPool, createScopes, type NewClient } from './testing';

const fixture = useEmbeddedAws();

/** A region other than that of unsigned calls. */
const REGION = 'eu-west-1';

let cognito: CognitoIdentityProviderClient;
let pool: string;
let machine: NewClient;

beforeAll(async () => {
  cognito = fixture.client(CognitoIdentityProviderClient, REGION);
  pool = await createPool(cognito);
  await createScopes(cognito, pool);
  machine = await createClient(cognito, pool, {
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['shop/hello', 'shop/orders'],
    GenerateSecret: true,
    AccessTokenValidity: 10,
    TokenValidityUnits: { AccessToken: 'minutes' },
  });
});

async function ask(
  form: Record<string, string>,
  { id, secret }: NewClient,
): Promise<[number, Record<string, unknown>]> {
  const response = await fetch(`${fixture.aws.endpoint}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
  return [response.status, (await response.json()) as Record<string, unknown>];
}

function decode(part: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;
}

test('a machine gets a token with the scopes it asks for, signed with a published key', async () => {
  const [status, answer] = await ask({ grant_type: 'client_credentials', scope: 'shop/hello' }, machine);
  expect([status, answer['expires_in'], answer['token_type']]).toEqual([200, 600, 'Bearer']);

  const [header, claims, signature] = String(answer['access_token']).split('.');
  const { iat, exp, ...rest } = decode(claims);
  expect(Number(exp) - Number(iat)).toBe(600);
  expect(rest).toMatchObject({
    iss: `https://cognito-idp.${REGION}.amazonaws.com/${pool}`,
    sub: machine.id,
    client_id: machine.id,
    token_use: 'access',
    scope: 'shop/hello',
  });

  const keys = await fetch(`${fixture.aws.endpoint}/${pool}/.well-known/jwks.json`);
  const { keys: published } = (await keys.json()) as { keys: { kid: string }[] };
  const key = published.find(({ kid }) => kid === decode(header)['kid']);
  const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
  const content = Buffer.from(`${header}.${claims}`);
  expect(verify('RSA-SHA256', content, publicKey, Buffer.from(signature ?? '', 'base64url'))).toBe(true);
  expect(published.length).toBeGreaterThan(1);
});

test('without a scope a token has all that the client may have', async () => {
  const [, { access_token: token }] = await ask({ grant_type: 'client_credentials' }, machine);
  expect(decode(String(token).split('.')[1])['scope']).toBe('shop/hello shop/orders');
});

test('the credentials may be in the body', async () => {
  const response = await fetch(`${fixture.aws.endpoint}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: machine.id,
      client_secret: machine.secret,
    }),
  });
  expect(response.status).toBe(200);
});

test.each([
  ['without a grant type', 'invalid_request', {}],
  ['for a grant that starts on a sign-in page', 'unsupported_grant_type', { grant_type: 'authorization_code' }],
  ['for a scope it may not have', 'invalid_scope', { grant_type: 'client_credentials', scope: 'shop/hello openid' }],
])('a machine that asks %s is told %s', async (_case, error, form: Record<string, string>) => {
  expect(await ask(form, machine)).toEqual([400, { error }]);
});

test('a client that is unknown, deleted or has another secret is told so', async () => {
  const form = { grant_type: 'client_credentials' };
  const refusal = [400, { error: 'invalid_client' }];
  expect(await ask(form, { id: 'unknown', secret: 'x' })).toEqual(refusal);
  expect(await ask(form, { ...machine, secret: 'x' })).toEqual(refusal);
  const settings = { AllowedOAuthFlows: ['client_credentials' as const], AllowedOAuthScopes: ['shop/hello'] };
  const gone = await createClient(cognito, pool, { ...settings, GenerateSecret: true });
  await cognito.send(new DeleteUserPoolClientCommand({ UserPoolId: pool, ClientId: gone.id }));
  expect(await ask(form, gone)).toEqual(refusal);
});

test('a client that signs users in is refused', async () => {
  const web = await createClient(cognito, pool, { GenerateSecret: true });
  expect(await ask({ grant_type: 'client_credentials' }, web)).toEqual([400, { error: 'unauthorized_client' }]);
});
