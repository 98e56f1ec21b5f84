import {
  APIGatewayClient,
  PutIntegrationResponseCommand,
  PutMethodResponseCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { TestApi, useBackend } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });
const backend = useBackend();

let client: APIGatewayClient;
let api: TestApi;

beforeAll(async () => {
  client = fixture.client(APIGatewayClient);
  api = await TestApi.create(client, { binaryMediaTypes: ['*/*'] });
  await api.proxy('/hello', `${backend.url}/hello`);
  await api.add({
    path: '/mapped/{id}',
    integration: {
      type: 'HTTP_PROXY',
      integrationHttpMethod: 'POST',
      uri: `${backend.url}/\${stageVariables.folder}/{item}?fixed=1`,
      requestParameters: {
        'integration.request.path.item': 'method.request.path.id',
        'integration.request.querystring.q': 'method.request.querystring.search',
        'integration.request.header.X-Secret': "'from the API'",
        'integration.request.header.X-From': 'method.request.header.X-Client',
        'integration.request.header.X-Stage': 'context.stage',
        'integration.request.header.X-Color': 'stageVariables.color',
        'integration.request.header.X-Name': 'method.request.body.user.name',
        'integration.request.header.X-Missing': 'method.request.header.X-Nothing',
      },
    },
  });
  await api.proxy('/closed', 'http://127.0.0.1:1/');
  await api.proxy('/outside', 'http://example.com/');
  await api.proxy('/load-balancer', 'http://none-1.eu-central-1.elb.amazonaws.com/');
  await api.proxy('/slow', `${backend.url}/slow`, {
    integration: { type: 'HTTP_PROXY', timeoutInMillis: 5000 },
  });
  await api.add({
    path: '/lambda',
    integration: {
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: 'arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/x/invocations',
    },
  });
  await api.deploy();
  const variables = { folder: 'files', color: 'blue' };
  await client.send(
    new UpdateStageCommand({
      restApiId: api.id,
      stageName: 'dev',
      patchOperations: Object.entries(variables).map(([name, value]) => ({
        op: 'replace',
        path: `/variables/${name}`,
        value,
      })),
    }),
  );
});

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${fixture.aws.endpoint}/execute-api/${api.id}/dev${path}`, init);
}

test('method, query, headers and body reach the backend as they are', async () => {
  backend.answer(201, { 'content-type': 'image/png', 'x-shop': 'yes' }, Buffer.from([0, 255, 254, 10, 13]));
  const body = Buffer.from([137, 80, 0, 255, 13, 10]);
  const headers = { 'content-type': 'image/png', 'x-client': 'test', accept: '*/*' };
  const answer = await ask('/hello?a=1&b=%C3%A4&a=2', { method: 'PUT', headers, body });
  expect(backend.asked).toMatchObject({ method: 'PUT', url: '/hello?a=1&b=%C3%A4&a=2', headers });
  expect(backend.asked.body).toEqual(body);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-shop')]).toEqual([
    201,
    'image/png',
    'yes',
  ]);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0, 255, 254, 10, 13]));
});

test('the backend gets forwarding headers, and no header that is for API Gateway only', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.9', via: '1.1 other', 'content-md5': 'abc', 'user-agent': 'test' };
  await ask('/hello', { headers });
  expect(backend.asked.headers).toMatchObject({
    host: new URL(backend.url).host,
    'user-agent': 'test',
    'x-amzn-apigateway-api-id': api.id,
    'x-forwarded-for': '203.0.113.9, 127.0.0.1',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  });
  expect(backend.asked.headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(backend.asked.headers.via).toBeUndefined();
  expect(backend.asked.headers['content-md5']).toBeUndefined();
});

test('headers of the answer that are API Gateway’s own come under another name', async () => {
  backend.answer(401, { server: 'nginx', 'www-authenticate': 'Basic', via: '1.1 x', 'set-cookie': 'a=1' }, 'no');
  const { headers, status } = await ask('/hello');
  expect(status).toBe(401);
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-amzn-remapped-server': 'nginx',
    'x-amzn-remapped-www-authenticate': 'Basic',
    'set-cookie': 'a=1',
    'content-type': 'application/json',
  });
  expect([headers.get('server'), headers.get('www-authenticate'), headers.get('via')]).toEqual([null, null, null]);
  expect(headers.get('x-amzn-requestid')).not.toBeNull();
  expect(headers.get('x-amz-apigw-id')).not.toBeNull();
});

test.each(['HEAD', 'OPTIONS'])('%s goes through like any other verb', async (method) => {
  backend.answer(204, { allow: 'GET' });
  const answer = await ask('/hello', { method });
  expect([answer.status, answer.headers.get('allow'), backend.asked.method]).toEqual([204, 'GET', method]);
});

test('an integration sets path, query and headers from the request, the stage and constants', async () => {
  backend.answer(200);
  await ask('/mapped/a%20b%3F?search=shoes&other=1', {
    method: 'PUT',
    headers: { 'x-client': 'browser', 'x-secret': 'guessed' },
    body: JSON.stringify({ user: { name: 'Ada' } }),
  });
  expect([backend.asked.method, backend.asked.url]).toEqual([
    'POST',
    '/files/a%20b%3F?fixed=1&search=shoes&other=1&q=shoes',
  ]);
  expect(backend.asked.headers).toMatchObject({
    'x-secret': 'from the API',
    'x-from': 'browser',
    'x-stage': 'dev',
    'x-color': 'blue',
    'x-name': 'Ada',
  });
  expect(backend.asked.headers['x-missing']).toBeUndefined();
});

test('a backend that is not there is a 504', async () => {
  const answer = await ask('/closed');
  expect([answer.status, await answer.json()]).toEqual([504, { message: 'Network error communicating with endpoint' }]);
});

test('a backend that is too slow is given up', async () => {
  backend.hang();
  const asking = ask('/slow');
  while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(5000);
  const answer = await asking;
  expect([answer.status, await answer.json()]).toEqual([504, { message: 'Endpoint request timed out' }]);
});

test('hosts outside of this machine are not reached, load balancers on the gateway', async () => {
  const outside = await ask('/outside');
  expect([outside.status, await outside.json()]).toEqual([
    502,
    {
      message:
        'The embedded AWS does not reach example.com: it reaches its own load balancers and APIs, and this machine.',
    },
  ]);
  const balancer = await ask('/load-balancer');
  expect([balancer.status, balancer.headers.get('x-amzn-remapped-server')]).toEqual([503, 'awselb/2.0']);
});

test('an integration that is no proxy sends and answers what it says, and nothing else', async () => {
  const path = '/plain';
  const requestParameters = { 'integration.request.header.x-from': 'method.request.header.x-client' };
  const uri = `${backend.url}/plain`;
  const key = await api.add({
    path,
    integration: { type: 'HTTP', integrationHttpMethod: 'POST', uri, requestParameters },
  });
  for (const [statusCode, selectionPattern] of [['200'], ['409', '5\\d{2}']] as const) {
    await client.send(new PutMethodResponseCommand({ ...key, statusCode }));
    const responseParameters = { 'method.response.header.x-shop': 'integration.response.header.x-backend' };
    const response = { ...key, statusCode, responseParameters, ...(selectionPattern && { selectionPattern }) };
    await client.send(new PutIntegrationResponseCommand(response));
  }
  await api.deploy('plain');
  backend.answer(503, { 'x-backend': 'yes', 'x-other': 'no' }, 'busy');
  const headers = { 'x-client': 'me', 'x-unmapped': 'no' };
  const url = `${fixture.aws.endpoint}/execute-api/${api.id}/plain/plain?a=1`;
  const answer = await fetch(url, { method: 'PUT', headers, body: '{}' });
  expect([backend.asked.method, backend.asked.url, backend.asked.body.toString()]).toEqual(['POST', '/plain', '{}']);
  expect([backend.asked.headers['x-from'], backend.asked.headers['x-unmapped']]).toEqual(['me', undefined]);
  expect([answer.status, answer.headers.get('x-shop'), answer.headers.get('x-other'), await answer.text()]).toEqual([
    409,
    'yes',
    null,
    'busy',
  ]);
});

test('integrations that the embedded AWS lacks say so', async () => {
  const answer = await ask('/lambda');
  expect([answer.status, await answer.json()]).toEqual([
    501,
    { message: 'The embedded AWS does not implement integrations of type AWS_PROXY.' },
  ]);
});

test('a request of more than 10 MB is refused, one of 10 MB is not', async () => {
  backend.answer(200);
  const tenMegabytes = 10 * 1024 * 1024;
  expect((await ask('/hello', { method: 'POST', body: Buffer.alloc(tenMegabytes) })).status).toBe(200);
  const answer = await ask('/hello', { method: 'POST', body: Buffer.alloc(tenMegabytes + 1) });
  expect([answer.status, await answer.json()]).toEqual([413, { message: 'Request Too Long' }]);
});
