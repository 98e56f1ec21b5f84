import {
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  type ExecutionMode,
} from '@aws-sdk/client-codepipeline';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { approvalStage, PipelineBed, pipelineOf, until } from '../../../testing/pipeline-fixture';

const fixture = useEmbeddedAws();

let bed: PipelineBed;

beforeAll(async () => {
  bed = await PipelineBed.create(fixture);
});

/** Makes a pipeline, and two more executions of it that wait while the first is reviewed. @returns their ids */
async function queueThree(name: string, executionMode: ExecutionMode): Promise<[string, string, string]> {
  const first = await bed.createPipeline(pipelineOf(name, [approvalStage('Review')], { executionMode }));
  await bed.untilAsked(name, 'Review', { executionId: first });
  const second = await bed.start(name);
  await untilInbound(name, second);
  const third = await bed.start(name);
  await untilInbound(name, third);
  return [first, second, third];
}

async function inboundOf(name: string): Promise<(string | undefined)[]> {
  const stage = await bed.stage(name, 'Review');
  return stage?.inboundExecutions?.map(({ pipelineExecutionId }) => pipelineExecutionId) ?? [];
}

async function untilInbound(name: string, id: string): Promise<void> {
  await until(async () => ((await inboundOf(name)).includes(id) ? true : undefined));
}

test('SUPERSEDED: a newer execution takes the place of one that waits', async () => {
  const [first, second, third] = await queueThree('superseding', 'SUPERSEDED');
  await bed.untilStatus('superseding', second, 'Superseded');
  expect(await inboundOf('superseding')).toEqual([third]);
  expect((await bed.stage('superseding', 'Review'))?.inboundExecution).toMatchObject({ pipelineExecutionId: third });

  await bed.answer('superseding', 'Review', { executionId: first });
  await bed.answer('superseding', 'Review', { executionId: third });
  await bed.untilStatus('superseding', first, 'Succeeded');
  await bed.untilStatus('superseding', third, 'Succeeded');
});

test('QUEUED: every execution has its turn, in their order', async () => {
  const [first, second, third] = await queueThree('queueing', 'QUEUED');
  expect(await inboundOf('queueing')).toEqual([second, third]);
  for (const id of [first, second, third]) {
    await bed.answer('queueing', 'Review', { status: id === second ? 'Rejected' : 'Approved', executionId: id });
  }
  await bed.untilStatus('queueing', third, 'Succeeded');
  await bed.untilStatus('queueing', second, 'Failed');
});

test('PARALLEL: nobody waits for another', async () => {
  const first = await bed.createPipeline(
    pipelineOf('racing', [approvalStage('Review')], { executionMode: 'PARALLEL' }),
  );
  await bed.untilAsked('racing', 'Review', { executionId: first });
  const second = await bed.start('racing');
  await bed.answer('racing', 'Review', { executionId: second });
  await bed.untilStatus('racing', second, 'Succeeded');
  expect((await bed.executions('racing')).find((one) => one.pipelineExecutionId === first)?.status).toBe('InProgress');
});

test('a disabled transition holds executions back until it is enabled', async () => {
  const first = await bed.createPipeline(pipelineOf('held', [approvalStage('Review')]));
  await bed.answer('held', 'Review', { executionId: first });
  await bed.untilStatus('held', first, 'Succeeded');
  const transition = { pipelineName: 'held', stageName: 'Review', transitionType: 'Inbound' } as const;
  await bed.client.send(new DisableStageTransitionCommand({ ...transition, reason: 'freeze' }));
  const second = await bed.start('held');
  await untilInbound('held', second);
  expect(await bed.stage('held', 'Review')).toMatchObject({
    inboundTransitionState: { enabled: false, disabledReason: 'freeze' },
    latestExecution: { pipelineExecutionId: first },
  });

  await bed.client.send(new EnableStageTransitionCommand(transition));
  await bed.answer('held', 'Review', { executionId: second });
  await bed.untilStatus('held', second, 'Succeeded');
});
