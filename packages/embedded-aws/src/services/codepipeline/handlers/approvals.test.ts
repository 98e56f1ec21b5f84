import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { PutApprovalResultCommand, type StageDeclaration } from '@aws-sdk/client-codepipeline';

import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { PipelineFixture, pipelineOf } from '../../../testing/pipeline-fixture';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });

const DAY_MS = 86_400_000;

let pipelines: PipelineFixture;

beforeAll(async () => {
  pipelines = await PipelineFixture.create(fixture);
});

function asked(configuration: Record<string, string>, timeoutInMinutes?: number): StageDeclaration {
  const actionTypeId = { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' } as const;
  return { name: 'Review', actions: [{ name: 'Review', actionTypeId, configuration, timeoutInMinutes }] };
}

async function result(pipelineName: string, token: string, actionName = 'Review'): Promise<unknown> {
  const approved = { status: 'Approved', summary: 'fine' } as const;
  const put = { pipelineName, stageName: 'Review', actionName, token, result: approved };
  return pipelines.client.send(new PutApprovalResultCommand(put));
}

test('an approval shows its question with the variables filled in, and keeps the answer', async () => {
  const question = { CustomData: 'Release #{Source.ObjectKey} in #{codepipeline.PipelineExecutionId}?' };
  const id = await pipelines.createPipeline(pipelineOf('asking', [asked(question)]));
  await pipelines.answer('asking', 'Review');
  await pipelines.untilStatus('asking', id, 'Succeeded');

  expect((await pipelines.actions('asking', id))[0]).toMatchObject({
    actionName: 'Review',
    status: 'Succeeded',
    input: { configuration: question, resolvedConfiguration: { CustomData: `Release source.zip in ${id}?` } },
    output: { executionResult: { externalExecutionSummary: 'Approved by a test' } },
  });
});

test('a question with a variable that nothing set fails the action', async () => {
  const id = await pipelines.createPipeline(pipelineOf('unset', [asked({ CustomData: '#{Build.IMAGE}' })]));
  await pipelines.untilStatus('unset', id, 'Failed');
  expect((await pipelines.actions('unset', id))[0]).toMatchObject({
    output: { executionResult: { errorDetails: { code: 'ConfigurationError' } } },
  });
});

test('subscribers of the topic are told how to answer', async () => {
  const sns = fixture.client(SNSClient);
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'approvals' }));
  const received: string[] = [];
  const server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      received.push(body);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const Endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'http', Endpoint }));
  const question = { NotificationArn: TopicArn, CustomData: 'Fine?', ExternalEntityLink: 'https://example.com' };
  await pipelines.createPipeline(pipelineOf('telling', [asked(question)]));
  const token = await pipelines.untilAsked('telling', 'Review');
  server.close();

  const messages = received.map((body) => JSON.parse(body) as Record<string, string>);
  const told = messages.find(({ Subject }) => Subject?.startsWith('APPROVAL') === true);
  expect(told?.['Subject']).toBe('APPROVAL NEEDED: AWS CodePipeline telling for action Review');
  expect(JSON.parse(told?.['Message'] ?? '')).toMatchObject({
    region: 'eu-central-1',
    approval: {
      pipelineName: 'telling',
      stageName: 'Review',
      actionName: 'Review',
      token,
      expires: '2026-01-08T00:00Z',
      externalEntityLink: 'https://example.com',
      customData: 'Fine?',
    },
  });
});

test('an approval takes its own token only, and one answer', async () => {
  await pipelines.createPipeline(pipelineOf('answered', [asked({})]));
  const token = await pipelines.untilAsked('answered', 'Review');

  await expect(result('answered', 'other')).rejects.toMatchObject({ name: 'InvalidApprovalTokenException' });
  await expect(result('answered', token, 'Other')).rejects.toMatchObject({ name: 'ActionNotFoundException' });
  await expect(result('missing', token)).rejects.toMatchObject({ name: 'PipelineNotFoundException' });
  await result('answered', token);
  await expect(result('answered', token)).rejects.toMatchObject({ name: 'ApprovalAlreadyCompletedException' });
});

test('an approval without an answer fails after a week', async () => {
  const id = await pipelines.createPipeline(pipelineOf('forgotten', [asked({})]));
  await pipelines.untilAsked('forgotten', 'Review');
  await clock.advance(7 * DAY_MS - 1);
  expect((await pipelines.executions('forgotten'))[0]?.status).toBe('InProgress');
  await clock.advance(1);
  await pipelines.untilStatus('forgotten', id, 'Failed');
});

test('an approval with a timeout of its own fails then', async () => {
  const id = await pipelines.createPipeline(pipelineOf('urgent', [asked({}, 5)]));
  await pipelines.untilAsked('urgent', 'Review');
  await clock.advance(5 * 60_000);
  await pipelines.untilStatus('urgent', id, 'Failed');
});
