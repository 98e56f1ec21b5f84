import { createHmac } from 'node:crypto';

import {
  CodePipelineClient,
  CreatePipelineCommand,
  DeleteWebhookCommand,
  ListPipelineExecutionsCommand,
  type PipelineExecutionSummary,
  PutWebhookCommand,
  type WebhookDefinition,
} from '@aws-sdk/client-codepipeline';
import { IAMClient } from '@aws-sdk/client-iam';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { createPipelineRole, pipelineNamed } from '../../../testing/pipeline';

const fixture = useEmbeddedAws();

const PUSH = JSON.stringify({ ref: 'refs/heads/main', commits: [{ id: '1', modified: ['app/index.ts'] }] });

let client: CodePipelineClient;

beforeAll(async () => {
  client = fixture.client(CodePipelineClient);
  await createPipelineRole(fixture.client(IAMClient));
  await client.send(new CreatePipelineCommand({ pipeline: pipelineNamed('orders') }));
});

/** Makes a webhook that takes every push to the branch of the pipeline. @returns its URL */
async function put(name: string, changes: Partial<WebhookDefinition> = {}): Promise<string> {
  const webhook: WebhookDefinition = {
    name,
    targetPipeline: 'orders',
    targetAction: 'GitHub',
    authentication: 'UNAUTHENTICATED',
    authenticationConfiguration: {},
    filters: [{ jsonPath: '$.ref', matchEquals: 'refs/heads/{Branch}' }],
    ...changes,
  };
  return (await client.send(new PutWebhookCommand({ webhook }))).webhook?.url ?? '';
}

/** What executions a webhook started. */
async function startedBy(name: string): Promise<PipelineExecutionSummary[]> {
  const arn = `arn:aws:codepipeline:${REGION}:${ACCOUNT}:webhook:${name}`;
  const { pipelineExecutionSummaries = [] } = await client.send(
    new ListPipelineExecutionsCommand({ pipelineName: 'orders' }),
  );
  return pipelineExecutionSummaries.filter(({ trigger }) => trigger?.triggerDetail === arn);
}

function signature(hash: 'sha1' | 'sha256', secret: string, body: string): string {
  return `${hash}=${createHmac(hash, secret).update(body).digest('hex')}`;
}

test('a push to the branch of the pipeline starts it', async () => {
  const url = await put('push');
  const answer = await fetch(url, { method: 'POST', body: PUSH });

  expect(answer.status).toBe(200);
  expect(await startedBy('push')).toMatchObject([{ trigger: { triggerType: 'Webhook' } }]);
});

test('a push that comes as a form starts it, too', async () => {
  const url = await put('form');
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ payload: PUSH }) });

  expect(answer.status).toBe(200);
  expect(await startedBy('form')).toHaveLength(1);
});

describe('a delivery is accepted and starts nothing', () => {
  const others: [string, string][] = [
    ['of another branch', JSON.stringify({ ref: 'refs/heads/other' })],
    ['that only says hello', JSON.stringify({ zen: 'Keep it logically awesome.', hook_id: 1 })],
    ['that is no JSON', 'hello'],
  ];

  test.each(others)('%s', async (what, body) => {
    const name = what.replaceAll(' ', '-');
    const answer = await fetch(await put(name), { method: 'POST', body });
    expect(answer.status).toBe(200);
    expect(await startedBy(name)).toEqual([]);
  });
});

describe('filters', () => {
  const filters: [string, WebhookDefinition['filters'], number][] = [
    ['a path that is there', [{ jsonPath: '$.commits' }], 1],
    ['a path that is not there', [{ jsonPath: '$.pull_request' }], 0],
    ['a value among several', [{ jsonPath: '$.commits[*].modified[*]', matchEquals: 'app/index.ts' }], 1],
    ['two, of which one does not match', [{ jsonPath: '$.ref' }, { jsonPath: '$.ref', matchEquals: 'main' }], 0],
    ['a property that the action lacks', [{ jsonPath: '$.ref', matchEquals: 'refs/heads/{Trunk}' }], 0],
  ];

  test.each(filters)('%s', async (what, definitions, count) => {
    const name = what.replaceAll(/\W+/g, '-');
    await fetch(await put(name, { filters: definitions }), { method: 'POST', body: PUSH });
    expect(await startedBy(name)).toHaveLength(count);
  });
});

describe('with a secret', () => {
  const secret = { authentication: 'GITHUB_HMAC', authenticationConfiguration: { SecretToken: 'secret' } } as const;

  const deliveries: [string, Record<string, string>, number][] = [
    ['no signature is refused', {}, 403],
    ['the older signature is enough', { 'x-hub-signature': signature('sha1', 'secret', PUSH) }, 200],
    ['the newer signature is enough', { 'x-hub-signature-256': signature('sha256', 'secret', PUSH) }, 200],
    ['a signature of another secret is refused', { 'x-hub-signature-256': signature('sha256', 'other', PUSH) }, 403],
    ['a signature of another body is refused', { 'x-hub-signature-256': signature('sha256', 'secret', '{}') }, 403],
    [
      'a right and a wrong signature are refused',
      {
        'x-hub-signature': signature('sha1', 'secret', PUSH),
        'x-hub-signature-256': signature('sha256', 'other', PUSH),
      },
      403,
    ],
  ];

  test.each(deliveries)('%s', async (what, headers, status) => {
    const name = what.replaceAll(' ', '-');
    const answer = await fetch(await put(name, secret), { method: 'POST', body: PUSH, headers });
    expect(answer.status).toBe(status);
    expect(await startedBy(name)).toHaveLength(status === 200 ? 1 : 0);
  });
});

test('with a range of addresses, others are refused', async () => {
  const authentication = 'IP';
  const near = await put('near', { authentication, authenticationConfiguration: { AllowedIPRange: '127.0.0.0/8' } });
  const far = await put('far', { authentication, authenticationConfiguration: { AllowedIPRange: '192.0.2.0/24' } });

  expect((await fetch(near, { method: 'POST', body: PUSH })).status).toBe(200);
  expect((await fetch(far, { method: 'POST', body: PUSH })).status).toBe(403);
  expect(await startedBy('far')).toEqual([]);
});

test('a URL that no webhook has, or has any more, is not found', async () => {
  const url = await put('gone');
  await client.send(new DeleteWebhookCommand({ name: 'gone' }));
  for (const address of [url, `${fixture.aws.endpoint}/webhooks/trigger?t=guess&v=1`]) {
    expect((await fetch(address, { method: 'POST', body: PUSH })).status).toBe(404);
  }
});
