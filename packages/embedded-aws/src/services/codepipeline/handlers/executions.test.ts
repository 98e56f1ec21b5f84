import {
  GetPipelineExecutionCommand,
  ListPipelineExecutionsCommand,
  RetryStageExecutionCommand,
  RollbackStageCommand,
  StartPipelineExecutionCommand,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';

import { ACCOUNT, useEmbeddedAws } from '../../../testing/embedded-aws';
import { approvalStage, PipelineFixture, pipelineOf, until } from '../../../testing/pipeline-fixture';

const fixture = useEmbeddedAws();

let pipelines: PipelineFixture;

beforeAll(async () => {
  pipelines = await PipelineFixture.create(fixture);
});

test('a new pipeline runs at once', async () => {
  const id = await pipelines.createPipeline(pipelineOf('new', [approvalStage('Review')]));
  await pipelines.answer('new', 'Review');
  const execution = await pipelines.untilStatus('new', id, 'Succeeded');

  expect(execution).toMatchObject({
    trigger: { triggerType: 'CreatePipeline', triggerDetail: `arn:aws:iam::${ACCOUNT}:root` },
    executionMode: 'SUPERSEDED',
    executionType: 'STANDARD',
    sourceRevisions: [{ actionName: 'Source' }],
  });
});

test('an execution passes stages in order and says in which it is', async () => {
  const id = await pipelines.createPipeline(pipelineOf('ordered', [approvalStage('Review'), approvalStage('Release')]));
  await pipelines.untilAsked('ordered', 'Review');
  expect(await pipelines.stage('ordered', 'Source')).toMatchObject({
    latestExecution: { pipelineExecutionId: id, status: 'Succeeded' },
    inboundTransitionState: { enabled: true },
    actionStates: [{ actionName: 'Source', latestExecution: { status: 'Succeeded' }, currentRevision: {} }],
  });
  expect(await pipelines.stage('ordered', 'Review')).toMatchObject({
    latestExecution: { pipelineExecutionId: id, status: 'InProgress' },
  });
  expect((await pipelines.stage('ordered', 'Release'))?.latestExecution).toBeUndefined();

  await pipelines.answer('ordered', 'Review');
  await pipelines.answer('ordered', 'Release');
  await pipelines.untilStatus('ordered', id, 'Succeeded');
  expect((await pipelines.actions('ordered', id)).map(({ actionName }) => actionName)).toEqual([
    'Release',
    'Review',
    'Source',
  ]);
});

test('an execution is started once for one client request token', async () => {
  await pipelines.createPipeline(pipelineOf('once', [approvalStage('Review')]));
  const start = new StartPipelineExecutionCommand({ name: 'once', clientRequestToken: 'a' });
  const first = await pipelines.client.send(start);
  const second = await pipelines.client.send(start);
  expect(second.pipelineExecutionId).toBe(first.pipelineExecutionId);
});

describe('variables of a pipeline', () => {
  beforeAll(async () => {
    const variables = [{ name: 'Target', defaultValue: 'prod' }, { name: 'Tag' }];
    await pipelines.createPipeline(pipelineOf('variable', [approvalStage('Review')], { variables }));
  });

  async function variablesOf(given: { name: string; value: string }[]): Promise<unknown> {
    const start = new StartPipelineExecutionCommand({ name: 'variable', variables: given });
    const { pipelineExecutionId } = await pipelines.client.send(start);
    const get = new GetPipelineExecutionCommand({ pipelineName: 'variable', pipelineExecutionId });
    return (await pipelines.client.send(get)).pipelineExecution?.variables;
  }

  test('have the values that the start gives, and their defaults', async () => {
    expect(await variablesOf([{ name: 'Tag', value: '1.2' }])).toEqual([
      { name: 'Target', resolvedValue: 'prod' },
      { name: 'Tag', resolvedValue: '1.2' },
    ]);
  });

  test('need a value', async () => {
    await expect(variablesOf([])).rejects.toThrow("The variable 'Tag' has no default value, and none was given");
  });

  test('have to be declared', async () => {
    await expect(variablesOf([{ name: 'Other', value: '1' }])).rejects.toThrow("The pipeline has no variable 'Other'");
  });
});

describe('an execution that is stopped', () => {
  function stop(pipelineName: string, pipelineExecutionId: string, abandon: boolean): Promise<unknown> {
    const input = { pipelineName, pipelineExecutionId, abandon, reason: 'enough' };
    return pipelines.client.send(new StopPipelineExecutionCommand(input));
  }

  test('ends when its running actions have ended', async () => {
    const id = await pipelines.createPipeline(
      pipelineOf('patient', [approvalStage('Review'), approvalStage('Release')]),
    );
    await pipelines.untilAsked('patient', 'Review');
    await stop('patient', id, false);
    expect((await pipelines.executions('patient'))[0]?.status).toBe('Stopping');
    await expect(stop('patient', id, false)).rejects.toMatchObject({ name: 'DuplicatedStopRequestException' });

    await pipelines.answer('patient', 'Review');
    const stopped = await pipelines.untilStatus('patient', id, 'Stopped');
    expect(stopped.stopTrigger).toEqual({ reason: 'enough' });
    expect((await pipelines.actions('patient', id)).map(({ actionName }) => actionName)).toEqual(['Review', 'Source']);
    await expect(stop('patient', id, false)).rejects.toMatchObject({ name: 'PipelineExecutionNotStoppableException' });
  });

  test('ends at once when its actions are abandoned, and can be retried', async () => {
    const id = await pipelines.createPipeline(pipelineOf('hasty', [approvalStage('Review')]));
    const token = await pipelines.untilAsked('hasty', 'Review');
    await stop('hasty', id, true);
    await pipelines.untilStatus('hasty', id, 'Stopped');
    expect((await pipelines.actions('hasty', id))[0]).toMatchObject({ actionName: 'Review', status: 'Abandoned' });

    const retry = { pipelineName: 'hasty', stageName: 'Review', pipelineExecutionId: id } as const;
    await pipelines.client.send(new RetryStageExecutionCommand({ ...retry, retryMode: 'FAILED_ACTIONS' }));
    expect(await pipelines.untilAsked('hasty', 'Review')).not.toBe(token);
    await pipelines.answer('hasty', 'Review');
    await pipelines.untilStatus('hasty', id, 'Succeeded');
  });

  test('ends at once when it waits for a stage', async () => {
    const first = await pipelines.createPipeline(pipelineOf('waiting', [approvalStage('Review')]));
    await pipelines.untilAsked('waiting', 'Review', { executionId: first });
    const second = await pipelines.start('waiting');
    await until(async () => (await pipelines.stage('waiting', 'Review'))?.inboundExecution);
    await stop('waiting', second, false);
    await pipelines.untilStatus('waiting', second, 'Stopped');
    expect((await pipelines.stage('waiting', 'Review'))?.inboundExecution).toBeUndefined();
  });
});

describe('a failed stage', () => {
  const retry = (pipelineExecutionId: string, stageName = 'Review'): Promise<unknown> =>
    pipelines.client.send(
      new RetryStageExecutionCommand({
        pipelineName: 'failing',
        stageName,
        pipelineExecutionId,
        retryMode: 'ALL_ACTIONS',
      }),
    );

  test('is retried by the latest execution in it, and by no other', async () => {
    const first = await pipelines.createPipeline(pipelineOf('failing', [approvalStage('Review')]));
    await pipelines.answer('failing', 'Review', { status: 'Rejected' });
    await pipelines.untilStatus('failing', first, 'Failed');
    expect(await pipelines.stage('failing', 'Review')).toMatchObject({
      latestExecution: { status: 'Failed' },
      actionStates: [{ latestExecution: { status: 'Failed', errorDetails: { message: 'Rejected by a test' } } }],
    });
    await expect(retry(first, 'Source')).rejects.toMatchObject({ name: 'StageNotRetryableException' });

    const second = await pipelines.start('failing');
    await pipelines.answer('failing', 'Review', { status: 'Rejected', executionId: second });
    await pipelines.untilStatus('failing', second, 'Failed');
    await expect(retry(first)).rejects.toMatchObject({ name: 'NotLatestPipelineExecutionException' });

    await retry(second);
    await pipelines.answer('failing', 'Review', { executionId: second });
    await pipelines.untilStatus('failing', second, 'Succeeded');
    await expect(retry(second)).rejects.toMatchObject({ name: 'StageNotRetryableException' });
  });
});

test('executions are listed page by page, the newest first, and by the stage they have passed', async () => {
  const first = await pipelines.createPipeline(pipelineOf('listed', [approvalStage('Review')]));
  await pipelines.answer('listed', 'Review');
  await pipelines.untilStatus('listed', first, 'Succeeded');
  const second = await pipelines.start('listed');
  await pipelines.untilAsked('listed', 'Review', { executionId: second });

  const page = { pipelineName: 'listed', maxResults: 1 };
  const newest = await pipelines.client.send(new ListPipelineExecutionsCommand(page));
  expect(newest.pipelineExecutionSummaries?.map((one) => one.pipelineExecutionId)).toEqual([second]);
  const next = { ...page, nextToken: newest.nextToken };
  const oldest = await pipelines.client.send(new ListPipelineExecutionsCommand(next));
  expect(oldest.pipelineExecutionSummaries?.map((one) => one.pipelineExecutionId)).toEqual([first]);
  expect(oldest.nextToken).toBeUndefined();

  const filter = { succeededInStage: { stageName: 'Review' } };
  const passed = await pipelines.client.send(new ListPipelineExecutionsCommand({ pipelineName: 'listed', filter }));
  expect(passed.pipelineExecutionSummaries?.map((one) => one.pipelineExecutionId)).toEqual([first]);
});

describe('CodePipeline refuses', () => {
  const id = '00000000-0000-4000-8000-000000000000';

  test('to start a pipeline that is not there', async () => {
    await expect(pipelines.start('missing')).rejects.toMatchObject({ name: 'PipelineNotFoundException' });
  });

  test('to show an execution that is not there', async () => {
    await pipelines.createPipeline(pipelineOf('known', [approvalStage('Review')]));
    const get = new GetPipelineExecutionCommand({ pipelineName: 'known', pipelineExecutionId: id });
    await expect(pipelines.client.send(get)).rejects.toMatchObject({ name: 'PipelineExecutionNotFoundException' });
  });

  test('a token that no list gave', async () => {
    const list = new ListPipelineExecutionsCommand({ pipelineName: 'known', nextToken: 'x' });
    await expect(pipelines.client.send(list)).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });

  test('to retry a stage that is not there', async () => {
    const retry = { pipelineName: 'known', stageName: 'Other', pipelineExecutionId: id } as const;
    const command = new RetryStageExecutionCommand({ ...retry, retryMode: 'ALL_ACTIONS' });
    await expect(pipelines.client.send(command)).rejects.toMatchObject({ name: 'StageNotFoundException' });
  });

  test('to roll a stage back, which nothing here does', async () => {
    const rollback = { pipelineName: 'known', stageName: 'Review', targetPipelineExecutionId: id };
    await expect(pipelines.client.send(new RollbackStageCommand(rollback))).rejects.toThrow(
      'The embedded AWS does not roll stages back.',
    );
  });
});
