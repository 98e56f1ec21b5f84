import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { REGION, useEmbeddedAws, VENV } from '../../../testing/embedded-aws';
import { approvalStage, PipelineFixture, pipelineOf } from '../../../testing/pipeline-fixture';

const fixture = useEmbeddedAws();

let pipelines: PipelineFixture;

beforeAll(async () => {
  pipelines = await PipelineFixture.create(fixture);
});

/** Runs a command of the AWS CLI about pipelines. @returns what it prints, without the end of the line */
async function codepipeline(...parameters: string[]): Promise<string> {
  const env = {
    AWS_ENDPOINT_URL: fixture.aws.endpoint,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
  };
  const all = ['codepipeline', ...parameters, '--output', 'text'];
  return (await promisify(execFile)(path.join(VENV, 'bin', 'aws'), all, { env })).stdout.trim();
}

test('the AWS CLI starts an execution, reads it, and approves it', async () => {
  const first = await pipelines.createPipeline(pipelineOf('typed', [approvalStage('Review')]));
  await pipelines.answer('typed', 'Review', { executionId: first });
  await pipelines.untilStatus('typed', first, 'Succeeded');

  const name = ['--pipeline-name', 'typed'];
  const id = await codepipeline('start-pipeline-execution', '--name', 'typed');
  await pipelines.untilAsked('typed', 'Review', { executionId: id });
  const summaries = 'pipelineExecutionSummaries[].[pipelineExecutionId, status]';
  expect(await codepipeline('list-pipeline-executions', ...name, '--query', summaries)).toBe(
    `${id}\tInProgress\n${first}\tSucceeded`,
  );
  const stages = 'stageStates[].[stageName, latestExecution.status, actionStates[0].latestExecution.token]';
  const state = await codepipeline('get-pipeline-state', '--name', 'typed', '--query', stages);
  expect(state).toMatch(/^Source\tSucceeded\tNone\nReview\tInProgress\t[\w-]+$/);

  const token = state.split('\t').at(-1) ?? '';
  const approval = [...name, '--stage-name', 'Review', '--action-name', 'Review', '--token', token];
  await codepipeline('put-approval-result', ...approval, '--result', 'summary=typed,status=Approved');
  await pipelines.untilStatus('typed', id, 'Succeeded');
  const actions = 'actionExecutionDetails[].[actionName, status, output.executionResult.externalExecutionSummary]';
  const filter = ['--filter', `pipelineExecutionId=${id}`];
  expect(await codepipeline('list-action-executions', ...name, ...filter, '--query', actions)).toMatch(
    /^Review\tSucceeded\ttyped\nSource\tSucceeded\t/,
  );
});

test('the AWS CLI stops an execution', async () => {
  const id = await pipelines.createPipeline(pipelineOf('stopped', [approvalStage('Review')]));
  await pipelines.untilAsked('stopped', 'Review', { executionId: id });
  const stop = ['--pipeline-name', 'stopped', '--pipeline-execution-id', id, '--abandon', '--reason', 'typed'];
  expect(await codepipeline('stop-pipeline-execution', ...stop)).toBe(id);
  expect(await pipelines.untilStatus('stopped', id, 'Stopped')).toMatchObject({ stopTrigger: { reason: 'typed' } });
});
