import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createClient } from '../../cognito-idp/handlers/testing';
import { signIn, type SignedIn } from '../../cognito-idp/api';
import { asUser, claimsOf, createShopUsers, type ShopUsers } from '../../cognito-idp/runtime/testing';
import { TestApi, useBackend } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });
const backend = useBackend();

let client: APIGatewayClient;
let api: TestApi;
let shop: ShopUsers;
let tokens: SignedIn;
let strangers: SignedIn;

beforeAll(async () => {
  const cognito = fixture.client(CognitoIdentityProviderClient);
  shop = await createShopUsers(cognito, 'shop');
  const other = await createShopUsers(cognito, 'other');
  client = fixture.client(APIGatewayClient);
  api = await TestApi.create(client);
  const users = { authorizationType: 'COGNITO_USER_POOLS', authorizerId: await api.authorizer(shop.pool) };
  const scoped = { ...users, authorizationScopes: ['shop/orders', 'shop/hello'] };
  await api.proxy('/scoped', backend.url, scoped);
  await api.proxy('/orders', backend.url, { ...users, authorizationScopes: ['shop/orders'] });
  await api.proxy('/plain', backend.url, {
    ...users,
    integration: {
      type: 'HTTP_PROXY',
      requestParameters: { 'integration.request.header.x-user': 'context.authorizer.claims.sub' },
    },
  });
  const strict = await api.authorizer(shop.pool, 'another-client');
  await api.proxy('/audience', backend.url, { ...scoped, authorizerId: strict });
  await api.proxy('/signed', backend.url, { authorizationType: 'AWS_IAM' });
  await api.proxy('/key', backend.url, { apiKeyRequired: true });
  await api.deploy();
  tokens = await signIn(asUser(fixture.aws.endpoint, shop));
  strangers = await signIn(asUser(fixture.aws.endpoint, other));
});

async function ask(path: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const answer = await fetch(`${fixture.aws.endpoint}/execute-api/${api.id}/dev${path}`, { headers });
  const text = await answer.text();
  return [answer.status, answer.ok ? text : (JSON.parse(text) as { message: string }).message];
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

test('a method with scopes takes an access token with one of them, with or without Bearer', async () => {
  expect(await ask('/scoped', bearer(tokens.accessToken))).toEqual([200, 'hello']);
  expect(await ask('/scoped', { authorization: tokens.accessToken })).toEqual([200, 'hello']);
});

test('a machine is let in with a token of its own', async () => {
  const machine = await createClient(fixture.client(CognitoIdentityProviderClient), shop.pool, {
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['shop/hello'],
    GenerateSecret: true,
  });
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: machine.id,
    client_secret: machine.secret,
  });
  const answer = await fetch(`${fixture.aws.endpoint}/oauth2/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  expect(await ask('/scoped', bearer(token))).toEqual([200, 'hello']);
});

test('a method without scopes takes an ID token, and its integration knows the claims', async () => {
  expect(await ask('/plain', bearer(tokens.idToken))).toEqual([200, 'hello']);
  expect(backend.asked.headers['x-user']).toBe(claimsOf(tokens.idToken)['sub']);
});

test.each([
  ['no token', '/scoped', () => ({})],
  ['garbage', '/scoped', () => bearer('garbage')],
  ['a token whose claims were changed', '/scoped', () => bearer(changed(tokens.accessToken))],
  ['a token of another user pool', '/scoped', () => bearer(strangers.accessToken)],
  ['an ID token where scopes are asked for', '/scoped', () => bearer(tokens.idToken)],
  ['an access token where no scopes are asked for', '/plain', () => bearer(tokens.accessToken)],
  ['a token for another audience', '/audience', () => bearer(tokens.accessToken)],
])('a request with %s is refused', async (_case, path, headers: () => Record<string, string>) => {
  expect(await ask(path, headers())).toEqual([401, 'Unauthorized']);
});

/** The same token with another scope and the signature that it had. */
function changed(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = Buffer.from(JSON.stringify({ ...claimsOf(token), scope: 'shop/orders' })).toString('base64url');
  return [header, claims, signature].join('.');
}

test('a token without the scope is denied', async () => {
  expect(await ask('/orders', bearer(tokens.accessToken))).toEqual([
    403,
    'User is not authorized to access this resource',
  ]);
});

test('methods with AWS_IAM authorization are refused, since signatures are not verified', async () => {
  expect(await ask('/signed')).toEqual([
    501,
    'The embedded AWS does not implement methods with the authorization AWS_IAM.',
  ]);
});

test('an API key opens the stages of its usage plan', async () => {
  expect(await ask('/key')).toEqual([403, 'Forbidden']);
  const { id: keyId, value = '' } = await client.send(new CreateApiKeyCommand({ name: 'shop', enabled: true }));
  expect(await ask('/key', { 'x-api-key': value })).toEqual([403, 'Forbidden']);
  const plan = await client.send(
    new CreateUsagePlanCommand({ name: 'shop', apiStages: [{ apiId: api.id, stage: 'dev' }] }),
  );
  await client.send(new CreateUsagePlanKeyCommand({ usagePlanId: plan.id, keyId, keyType: 'API_KEY' }));
  expect(await ask('/key', { 'x-api-key': value })).toEqual([200, 'hello']);
  expect(await ask('/key', { 'x-api-key': `${value}x` })).toEqual([403, 'Forbidden']);
});

test('accesses are written to the log group of the stage', async () => {
  const logs = fixture.client(CloudWatchLogsClient);
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/shop/api' }));
  const format = {
    user: '$context.authorizer.claims.sub',
    time: '$context.requestTime',
    request: '$context.httpMethod $context.resourcePath $context.protocol',
    status: '$context.status',
    length: '$context.responseLength',
    backend: '$context.integration.status',
    error: '$context.error.responseType',
    why: '$context.authorizer.error',
  };
  const settings = {
    destinationArn: 'arn:aws:logs:eu-central-1:210987654321:log-group:/shop/api',
    format: JSON.stringify(format),
  };
  await client.send(
    new UpdateStageCommand({
      restApiId: api.id,
      stageName: 'dev',
      patchOperations: Object.entries(settings).map(([name, value]) => ({
        op: 'replace',
        path: `/accessLogSettings/${name}`,
        value,
      })),
    }),
  );
  await ask('/scoped', bearer(tokens.accessToken));
  await ask('/orders');
  const lines = await readLines(logs, '/shop/api', 2);
  const shared = { time: '01/Jan/2026:00:00:00 +0000' };
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
    expect.arrayContaining([
      {
        ...shared,
        user: claimsOf(tokens.accessToken)['sub'],
        request: 'GET /scoped HTTP/1.1',
        status: '200',
        length: '5',
        backend: '200',
        error: '-',
        why: '-',
      },
      {
        ...shared,
        user: '-',
        request: 'GET /orders HTTP/1.1',
        status: '401',
        length: '26',
        backend: '-',
        error: 'UNAUTHORIZED',
        why: 'The token is missing',
      },
    ]),
  );
});

/** Reads a log group until it has so many lines. */
async function readLines(logs: CloudWatchLogsClient, logGroupName: string, count: number): Promise<string[]> {
  for (;;) {
    const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));
    const pages = await Promise.all(
      logStreams.map(({ logStreamName }) => logs.send(new GetLogEventsCommand({ logGroupName, logStreamName }))),
    );
    const lines = pages.flatMap(({ events = [] }) => events.map(({ message = '' }) => message));
    if (lines.length >= count) return lines;
  }
}

test('a token is good until it expires, to the second', async () => {
  await clock.advance(3599_000);
  expect(await ask('/scoped', bearer(tokens.accessToken))).toEqual([200, 'hello']);
  await clock.advance(1000);
  expect(await ask('/scoped', bearer(tokens.accessToken))).toEqual([401, 'The incoming token has expired']);
});
