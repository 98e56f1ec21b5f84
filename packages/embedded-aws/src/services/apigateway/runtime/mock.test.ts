import {
  APIGatewayClient,
  PutIntegrationResponseCommand,
  type PutIntegrationResponseCommandInput,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { TestApi } from './testing';

const fixture = useEmbeddedAws();

let client: APIGatewayClient;
let api: TestApi;

type Response = Omit<PutIntegrationResponseCommandInput, 'restApiId' | 'resourceId' | 'httpMethod'>;

/** Makes a method that answers by itself. */
async function addMock(path: string, template: string, responses: readonly Response[]): Promise<void> {
  const requestTemplates = { 'application/json': template };
  const key = await api.add({ path, httpMethod: 'OPTIONS', integration: { type: 'MOCK', requestTemplates } });
  for (const response of responses) {
    await client.send(new PutMethodResponseCommand({ ...key, statusCode: response.statusCode }));
    await client.send(new PutIntegrationResponseCommand({ ...key, ...response }));
  }
}

beforeAll(async () => {
  client = fixture.client(APIGatewayClient);
  api = await TestApi.create(client);
  await addMock('/cors', '{"statusCode": 204}', [
    {
      statusCode: '204',
      responseParameters: {
        'method.response.header.Access-Control-Allow-Origin': "'*'",
        'method.response.header.X-Stage': 'context.stage',
      },
    },
  ]);
  await addMock('/text', '{"statusCode": 404}', [
    { statusCode: '200' },
    {
      statusCode: '404',
      selectionPattern: '4\\d{2}',
      responseTemplates: { 'application/json': '{"path":"$context.path"}' },
    },
  ]);
  await addMock('/velocity', '#set($a = 1){"statusCode": 200}', [{ statusCode: '200' }]);
  await api.deploy();
});

async function ask(path: string): Promise<globalThis.Response> {
  return fetch(`${fixture.aws.endpoint}/execute-api/${api.id}/dev${path}`, { method: 'OPTIONS' });
}

test('a mock answers with the headers that its response sets', async () => {
  const { status, headers } = await ask('/cors');
  expect([status, headers.get('access-control-allow-origin'), headers.get('x-stage')]).toEqual([204, '*', 'dev']);
});

test('the status selects the response, whose template is filled in', async () => {
  const answer = await ask('/text');
  expect([answer.status, await answer.json()]).toEqual([404, { path: '/dev/text' }]);
});

test('a template that needs Velocity is refused', async () => {
  const answer = await ask('/velocity');
  expect([answer.status, await answer.json()]).toEqual([
    501,
    { message: 'The embedded AWS does not implement mapping templates in the Velocity Template Language.' },
  ]);
});
