import { request as httpRequest } from 'node:http';
import { json } from 'node:stream/consumers';

import {
  APIGatewayClient,
  DeleteStageCommand,
  GetStagesCommand,
  PutGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { PutObjectCommand, CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { TestApi, useBackend } from './testing';

const fixture = useEmbeddedAws();
const backend = useBackend();

let client: APIGatewayClient;
let api: TestApi;

beforeAll(async () => {
  // Not the region of calls that do not say theirs.
  client = fixture.client(APIGatewayClient, 'eu-west-1');
  api = await TestApi.create(client);
  await api.proxy('/', `${backend.url}/root`);
  await api.proxy('/shop', `${backend.url}/shop`, { httpMethod: 'GET' });
  await api.proxy('/shop/{proxy+}', `${backend.url}/shop/all/{proxy}`);
  await api.proxy('/shop/{id}', `${backend.url}/shop/one/{id}`);
  await api.proxy('/shop/{id}', `${backend.url}/shop/deleted/{id}`, { httpMethod: 'DELETE' });
  await api.proxy('/shop/{id}/items', `${backend.url}/shop/items/{id}`);
  await api.proxy('/shop/new', `${backend.url}/shop/new`);
  await api.deploy();
});

function address(path: string, stage = 'dev'): string {
  return `${fixture.aws.endpoint}/execute-api/${api.id}/${stage}${path}`;
}

test.each([
  ['GET', '', '/root'],
  ['GET', '/', '/root'],
  ['GET', '/shop', '/shop'],
  ['GET', '/shop/', '/shop'],
  ['GET', '/shop/new', '/shop/new'],
  ['GET', '/shop/1', '/shop/one/1'],
  ['DELETE', '/shop/1', '/shop/deleted/1'],
  ['PATCH', '/shop/1', '/shop/one/1'],
  ['GET', '/shop/1/items', '/shop/items/1'],
  ['GET', '/shop/1/else', '/shop/all/1/else'],
  ['GET', '/shop/new/items', '/shop/items/new'],
  ['GET', '/shop/a/b/c', '/shop/all/a/b/c'],
  ['GET', '/shop/a%20b%2Fc', '/shop/one/a%20b/c'],
  ['GET', '/shop/..%2Fadmin', '/shop/one/../admin'],
])('%s %s is answered by the most specific method: %s', async (method, path, url) => {
  backend.answer(200, {}, 'hello');
  const answer = await fetch(address(path), { method });
  expect([answer.status, backend.asked.method, backend.asked.url]).toEqual([200, method, url]);
});

test.each([
  ['a path without a resource', 'GET', '/nothing'],
  ['a verb without a method', 'POST', '/shop'],
])('%s is answered with 403', async (_case, method, path) => {
  const answer = await fetch(address(path), { method });
  expect([answer.status, answer.headers.get('x-amzn-errortype'), await answer.json()]).toEqual([
    403,
    'MissingAuthenticationTokenException',
    { message: 'Missing Authentication Token' },
  ]);
  expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
});

test('stages and APIs that are not there are forbidden, and so is a stage that was deleted', async () => {
  const forbidden = [403, { message: 'Forbidden' }];
  const ask = async (url: string): Promise<unknown> => {
    const answer = await fetch(url);
    return [answer.status, await answer.json()];
  };
  expect(await ask(address('/shop', 'none'))).toEqual(forbidden);
  expect(await ask(`${fixture.aws.endpoint}/execute-api/none/dev/shop`)).toEqual(forbidden);
  await api.deploy('short');
  expect((await fetch(address('/shop', 'short'))).status).toBe(200);
  await client.send(new DeleteStageCommand({ restApiId: api.id, stageName: 'short' }));
  expect(await ask(address('/shop', 'short'))).toEqual(forbidden);
});

test('an API is reached by its own host name, too', async () => {
  backend.answer(200, { 'content-type': 'application/json' }, '{"from":"backend"}');
  const { port } = new URL(fixture.aws.endpoint);
  const host = `${api.id}.execute-api.eu-west-1.amazonaws.com`;
  const answer = await new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path: '/dev/shop?a=1', headers: { host } }, (found) => {
      json(found).then(resolve, reject);
    })
      .on('error', reject)
      .end();
  });
  expect([answer, backend.asked.url]).toEqual([{ from: 'backend' }, '/shop?a=1']);
});

test('a stage serves what the API was when it was deployed, until the next deployment', async () => {
  await api.proxy('/late', `${backend.url}/late`);
  await api.proxy('/shop', `${backend.url}/shop`, { httpMethod: 'POST' });
  expect((await fetch(address('/late'))).status).toBe(403);
  await api.deploy('other');
  expect((await fetch(address('/late'))).status).toBe(403);
  expect((await fetch(address('/late', 'other'))).status).toBe(200);
  await api.deploy();
  expect((await fetch(address('/late'))).status).toBe(200);
  expect((await client.send(new GetStagesCommand({ restApiId: api.id }))).item).toHaveLength(2);
});

test('an API has answers of its own where it says so', async () => {
  await client.send(
    new PutGatewayResponseCommand({
      restApiId: api.id,
      responseType: 'MISSING_AUTHENTICATION_TOKEN',
      statusCode: '404',
      responseParameters: {
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
        'gatewayresponse.header.X-Path': 'context.path',
      },
      responseTemplates: { 'application/json': '{"error":$context.error.messageString,"stage":"$context.stage"}' },
    }),
  );
  await api.deploy('custom');
  const answer = await fetch(address('/nothing', 'custom'));
  expect([answer.status, await answer.json()]).toEqual([
    404,
    { error: 'Missing Authentication Token', stage: 'custom' },
  ]);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('x-path')).toBe('/custom/nothing');
});

test('signed calls of AWS are not requests to an API, even if their path looks like one', async () => {
  const s3 = new S3Client({ ...fixture.settings(), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'execute-api' }));
  await s3.send(new PutObjectCommand({ Bucket: 'execute-api', Key: `${api.id}/dev`, Body: 'an object' }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'execute-api', Key: `${api.id}/dev` }));
  expect(await Body?.transformToString()).toBe('an object');
  s3.destroy();
});
