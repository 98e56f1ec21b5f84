import {
  CodePipelineClient,
  CreatePipelineCommand,
  DeleteWebhookCommand,
  DeregisterWebhookWithThirdPartyCommand,
  ListTagsForResourceCommand,
  ListWebhooksCommand,
  type ListWebhookItem,
  PutWebhookCommand,
  RegisterWebhookWithThirdPartyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type WebhookDefinition,
} from '@aws-sdk/client-codepipeline';
import { IAMClient } from '@aws-sdk/client-iam';

import { ACCOUNT, useEmbeddedAws } from '../../../testing/embedded-aws';
import { createPipelineRole, pipelineNamed } from '../../../testing/pipeline';

const fixture = useEmbeddedAws();

let codepipeline: CodePipelineClient;

beforeAll(async () => {
  codepipeline = fixture.client(CodePipelineClient);
  await createPipelineRole(fixture.client(IAMClient));
  await codepipeline.send(new CreatePipelineCommand({ pipeline: pipelineNamed('orders') }));
});

function webhookNamed(name: string): WebhookDefinition {
  return {
    name,
    targetPipeline: 'orders',
    targetAction: 'GitHub',
    authentication: 'GITHUB_HMAC',
    authenticationConfiguration: { SecretToken: 'secret' },
    filters: [{ jsonPath: '$.ref', matchEquals: 'refs/heads/{Branch}' }],
  };
}

async function put(changes: Partial<WebhookDefinition>): Promise<ListWebhookItem | undefined> {
  const webhook = { ...webhookNamed('refused'), ...changes };
  return (await codepipeline.send(new PutWebhookCommand({ webhook }))).webhook;
}

async function read(name: string): Promise<ListWebhookItem | undefined> {
  const { webhooks } = await codepipeline.send(new ListWebhooksCommand({}));
  return webhooks?.find(({ definition }) => definition?.name === name);
}

test('a webhook reads back as it was put, with a URL on this gateway', async () => {
  const tags = [{ key: 'service', value: 'orders' }];
  await codepipeline.send(new PutWebhookCommand({ webhook: webhookNamed('push'), tags }));
  const found = await read('push');

  expect(found).toMatchObject({
    definition: webhookNamed('push'),
    arn: `arn:aws:codepipeline:eu-central-1:${ACCOUNT}:webhook:push`,
    tags,
  });
  expect(found?.url).toMatch(new RegExp(`^${fixture.aws.endpoint}/webhooks/trigger\\?t=[\\w-]{32}&v=1$`));
});

test('a webhook that is put again keeps its URL and tags and changes its definition', async () => {
  const tags = [{ key: 'a', value: 'b' }];
  const first = await codepipeline.send(new PutWebhookCommand({ webhook: webhookNamed('again'), tags }));
  const second = await put({ name: 'again', authenticationConfiguration: { SecretToken: 'other' } });

  expect(second).toMatchObject({ url: first.webhook?.url, tags });
  expect(second?.definition?.authenticationConfiguration).toEqual({ SecretToken: 'other' });
});

test('two webhooks have two URLs', async () => {
  const [first, second] = [await put({ name: 'first' }), await put({ name: 'second' })];
  expect(first?.url).not.toBe(second?.url);
});

test('a deleted webhook is gone, and deleting it again is no error', async () => {
  await put({ name: 'deleted' });
  await codepipeline.send(new DeleteWebhookCommand({ name: 'deleted' }));
  await codepipeline.send(new DeleteWebhookCommand({ name: 'deleted' }));
  expect(await read('deleted')).toBeUndefined();
});

test('tags of a webhook are added, overwritten and removed', async () => {
  const tags = [
    { key: 'a', value: '1' },
    { key: 'b', value: '2' },
  ];
  const { webhook } = await codepipeline.send(new PutWebhookCommand({ webhook: webhookNamed('tagged'), tags }));
  const resourceArn = webhook?.arn ?? '';
  const added = [{ key: 'b', value: '3' }];
  await codepipeline.send(new TagResourceCommand({ resourceArn, tags: added }));
  await codepipeline.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }));

  expect((await codepipeline.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual(added);
  expect((await read('tagged'))?.tags).toEqual(added);
});

describe('CodePipeline refuses', () => {
  const refusals: [string, Partial<WebhookDefinition>, string, string][] = [
    [
      'GITHUB_HMAC without a secret',
      { authenticationConfiguration: {} },
      'InvalidWebhookAuthenticationParametersException',
      'Authentication GITHUB_HMAC takes SecretToken, got nothing',
    ],
    [
      'IP with a secret',
      { authentication: 'IP' },
      'InvalidWebhookAuthenticationParametersException',
      'Authentication IP takes AllowedIPRange, got SecretToken',
    ],
    ['no filter', { filters: [] }, 'InvalidWebhookFilterPatternException', 'A webhook has 1 to 5 filters, got 0'],
    [
      'six filters',
      { filters: Array.from({ length: 6 }, () => ({ jsonPath: '$.ref' })) },
      'InvalidWebhookFilterPatternException',
      'A webhook has 1 to 5 filters, got 6',
    ],
    [
      'a filter that is no JSON path',
      { filters: [{ jsonPath: 'ref' }] },
      'InvalidWebhookFilterPatternException',
      'Invalid JSON path: ref',
    ],
    [
      'a pipeline that is not there',
      { targetPipeline: 'missing' },
      'PipelineNotFoundException',
      "There is no pipeline with the name 'missing'",
    ],
    [
      'an action that the pipeline lacks',
      { targetAction: 'Git' },
      'ValidationException',
      "Pipeline 'orders' has no action 'Git'",
    ],
  ];

  test.each(refusals)('%s', async (_, changes, name, message) => {
    await expect(put(changes)).rejects.toMatchObject({ name, message });
  });

  test('tags of a webhook that is not there', async () => {
    const resourceArn = `arn:aws:codepipeline:eu-central-1:${ACCOUNT}:webhook:missing`;
    await expect(codepipeline.send(new ListTagsForResourceCommand({ resourceArn }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('at GitHub', () => {
  test('nothing is registered, and that is said', async () => {
    await put({ name: 'registered' });
    const register = new RegisterWebhookWithThirdPartyCommand({ webhookName: 'registered' });
    await expect(codepipeline.send(register)).rejects.toThrow('The embedded AWS does not call GitHub.');
  });

  test('a webhook that is not there is not found', async () => {
    const register = new RegisterWebhookWithThirdPartyCommand({ webhookName: 'missing' });
    await expect(codepipeline.send(register)).rejects.toMatchObject({ name: 'WebhookNotFoundException' });
  });

  test('there is nothing to deregister', async () => {
    const { $metadata } = await codepipeline.send(
      new DeregisterWebhookWithThirdPartyCommand({ webhookName: 'missing' }),
    );
    expect($metadata.httpStatusCode).toBe(200);
  });
});
