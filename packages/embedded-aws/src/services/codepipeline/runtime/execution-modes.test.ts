import {
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  type ExecutionMode,
} from '@aws-sdk/client-codepipeline';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { approvalStage, PipelineFixture, pipelineOf, until } from '../../../testing/pipeline-fixture';

const fixture = useEmbeddedAws();

let pipelines: PipelineFixture;

beforeAll(async () => {
  pipelines = await PipelineFixture.create(fixture);
});

/** Makes a pipeline, and two more executions of it that wait while the first is reviewed. @returns their ids */
async function queueThree(name: string, executionMode: ExecutionMode): Promise<[string, string, string]> {
  const first = await pipelines.createPipeline(pipelineOf(name, [approvalStage('Review')], { executionMode }));
  await pipelines.untilAsked(name, 'Review', { executionId: first });
  const second = await pipelines.start(name);
  await untilInbound(name, second);
  const third = await pipelines.start(name);
  await untilInbound(name, third);
  return [first, second, third];
}

async function inboundOf(name: string): Promise<(string | undefined)[]> {
  const stage = await pipelines.stage(name, 'Review');
  return stage?.inboundExecutions?.map(({ pipelineExecutionId }) => pipelineExecutionId) ?? [];
}

async function untilInbound(name: string, id: string): Promise<void> {
  await until(async () => ((await inboundOf(name)).includes(id) ? true : undefined));
}

test('SUPERSEDED: a newer execution takes the place of one that waits', async () => {
  const [first, second, third] = await queueThree('superseding', 'SUPERSEDED');
  await pipelines.untilStatus('superseding', second, 'Superseded');
  expect(await inboundOf('superseding')).toEqual([third]);
  expect((await pipelines.stage('superseding', 'Review'))?.inboundExecution).toMatchObject({
    pipelineExecutionId: third,
  });

  await pipelines.answer('superseding', 'Review', { executionId: first });
  await pipelines.answer('superseding', 'Review', { executionId: third });
  await pipelines.untilStatus('superseding', first, 'Succeeded');
  await pipelines.untilStatus('superseding', third, 'Succeeded');
});

test('QUEUED: every execution has its turn, in their order', async () => {
  const [first, second, third] = await queueThree('queueing', 'QUEUED');
  expect(await inboundOf('queueing')).toEqual([second, third]);
  for (const id of [first, second, third]) {
    await pipelines.answer('queueing', 'Review', { status: id === second ? 'Rejected' : 'Approved', executionId: id });
  }
  await pipelines.untilStatus('queueing', third, 'Succeeded');
  await pipelines.untilStatus('queueing', second, 'Failed');
});

test('PARALLEL: no execution waits for another', async () => {
  const first = await pipelines.createPipeline(
    pipelineOf('racing', [approvalStage('Review')], { executionMode: 'PARALLEL' }),
  );
  await pipelines.untilAsked('racing', 'Review', { executionId: first });
  const second = await pipelines.start('racing');
  await pipelines.answer('racing', 'Review', { executionId: second });
  await pipelines.untilStatus('racing', second, 'Succeeded');
  expect((await pipelines.executions('racing')).find((one) => one.pipelineExecutionId === first)?.status).toBe(
    'InProgress',
  );
});

test('a disabled transition holds executions back until it is enabled', async () => {
  const first = await pipelines.createPipeline(pipelineOf('held', [approvalStage('Review')]));
  await pipelines.answer('held', 'Review', { executionId: first });
  await pipelines.untilStatus('held', first, 'Succeeded');
  const transition = { pipelineName: 'held', stageName: 'Review', transitionType: 'Inbound' } as const;
  await pipelines.client.send(new DisableStageTransitionCommand({ ...transition, reason: 'freeze' }));
  const second = await pipelines.start('held');
  await untilInbound('held', second);
  expect(await pipelines.stage('held', 'Review')).toMatchObject({
    inboundTransitionState: { enabled: false, disabledReason: 'freeze' },
    latestExecution: { pipelineExecutionId: first },
  });

  await pipelines.client.send(new EnableStageTransitionCommand(transition));
  await pipelines.answer('held', 'Review', { executionId: second });
  await pipelines.untilStatus('held', second, 'Succeeded');
});
