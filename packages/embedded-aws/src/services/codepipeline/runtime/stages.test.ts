import {
  type ActionDeclaration,
  DeletePipelineCommand,
  ListActionExecutionsCommand,
  ListPipelineExecutionsCommand,
  RetryStageExecutionCommand,
  type StageDeclaration,
} from '@aws-sdk/client-codepipeline';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { approvalStage, PipelineFixture, pipelineOf, until } from '../../../testing/pipeline-fixture';

const fixture = useEmbeddedAws();

let pipelines: PipelineFixture;

beforeAll(async () => {
  pipelines = await PipelineFixture.create(fixture);
});

/** An approval, or a release to a service that is not there, which fails. */
function action(name: string, runOrder: number, kind: 'approval' | 'failure' = 'approval'): ActionDeclaration {
  return kind === 'approval'
    ? { name, runOrder, actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' } }
    : {
        name,
        runOrder,
        actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' },
        inputArtifacts: [{ name: 'source' }],
      };
}

function reviews(...actions: ActionDeclaration[]): StageDeclaration {
  return { name: 'Review', actions };
}

/** Names of a stage's actions by what they do now. */
async function statuses(pipelineName: string): Promise<Record<string, string | undefined>> {
  const { actionStates = [] } = (await pipelines.stage(pipelineName, 'Review')) ?? {};
  return Object.fromEntries(actionStates.map((state) => [state.actionName ?? '', state.latestExecution?.status]));
}

async function untilStatuses(pipelineName: string, expected: Record<string, string>): Promise<void> {
  await until(async () => {
    const found = await statuses(pipelineName);
    return Object.entries(expected).every(([name, status]) => found[name] === status) ? true : undefined;
  });
}

test('actions of one run order run at once, those of the next one after them', async () => {
  const stage = reviews(action('Last', 3), action('First', 1), action('AlsoFirst', 1));
  await pipelines.createPipeline(pipelineOf('grouped', [stage]));
  await untilStatuses('grouped', { First: 'InProgress', AlsoFirst: 'InProgress' });
  await pipelines.answer('grouped', 'Review', { actionName: 'First' });
  await untilStatuses('grouped', { First: 'Succeeded' });
  expect(await statuses('grouped')).toEqual({ First: 'Succeeded', AlsoFirst: 'InProgress', Last: undefined });

  await pipelines.answer('grouped', 'Review', { actionName: 'AlsoFirst' });
  await untilStatuses('grouped', { Last: 'InProgress' });
});

test('when an action fails, those beside it come to their end and no others begin', async () => {
  const stage = reviews(action('Release', 1, 'failure'), action('Beside', 1), action('Later', 2));
  const id = await pipelines.createPipeline(pipelineOf('failing', [stage]));
  await untilStatuses('failing', { Release: 'Failed', Beside: 'InProgress' });
  expect((await pipelines.executions('failing'))[0]?.status).toBe('InProgress');

  await pipelines.answer('failing', 'Review', { actionName: 'Beside' });
  await pipelines.untilStatus('failing', id, 'Failed');
  expect(await statuses('failing')).toEqual({ Release: 'Failed', Beside: 'Succeeded', Later: undefined });
});

describe('a retry', () => {
  async function failOnce(name: string): Promise<string> {
    const stage = reviews(action('Release', 1, 'failure'), action('Beside', 1));
    const id = await pipelines.createPipeline(pipelineOf(name, [stage]));
    await pipelines.answer(name, 'Review', { actionName: 'Beside' });
    await pipelines.untilStatus(name, id, 'Failed');
    return id;
  }

  async function retry(name: string, id: string, retryMode: 'FAILED_ACTIONS' | 'ALL_ACTIONS'): Promise<void> {
    const input = { pipelineName: name, stageName: 'Review', pipelineExecutionId: id, retryMode } as const;
    await pipelines.client.send(new RetryStageExecutionCommand(input));
  }

  test('of the failed actions leaves out those that succeeded', async () => {
    const id = await failOnce('retried');
    await retry('retried', id, 'FAILED_ACTIONS');
    await pipelines.untilStatus('retried', id, 'Failed');
    const names = (await pipelines.actions('retried', id)).map(({ actionName }) => actionName);
    expect(names.filter((name) => name === 'Release')).toHaveLength(2);
    expect(names.filter((name) => name === 'Beside')).toHaveLength(1);

    const latest = { latestInPipelineExecution: { pipelineExecutionId: id, startTimeRange: 'All' as const } };
    const list = new ListActionExecutionsCommand({ pipelineName: 'retried', filter: latest });
    const { actionExecutionDetails = [] } = await pipelines.client.send(list);
    expect(actionExecutionDetails.map(({ actionName }) => actionName).sort()).toEqual(['Beside', 'Release', 'Source']);
  });

  test('of all actions runs all of them again', async () => {
    const id = await failOnce('repeated');
    await retry('repeated', id, 'ALL_ACTIONS');
    await pipelines.answer('repeated', 'Review', { actionName: 'Beside' });
    await pipelines.untilStatus('repeated', id, 'Failed');
    expect(await pipelines.actions('repeated', id)).toHaveLength(5);
  });
});

test('a stage with conditions is refused rather than run without them', async () => {
  const stage: StageDeclaration = { ...approvalStage('Review'), onFailure: { result: 'ROLLBACK' } };
  const id = await pipelines.createPipeline(pipelineOf('conditional', [stage]));
  const { statusSummary } = await pipelines.untilStatus('conditional', id, 'Failed');
  expect(statusSummary).toBe('The embedded AWS does not run the conditions onFailure of stage Review.');
});

describe('an action fails that', () => {
  const lambda = { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' } as const;
  const failures: [string, Partial<ActionDeclaration>, string][] = [
    [
      'nothing here runs',
      { actionTypeId: lambda },
      'The embedded AWS does not run action Review: Invoke by AWS Lambda, version 1.',
    ],
    [
      'is in another region',
      { region: 'us-east-1' },
      "Action Review is in us-east-1; the embedded AWS runs actions in the pipeline's region eu-central-1 only.",
    ],
  ];

  test.each(failures)('%s', async (what, changes, message) => {
    const name = what.replaceAll(' ', '-');
    const id = await pipelines.createPipeline(pipelineOf(name, [reviews({ ...action('Review', 1), ...changes })]));
    await pipelines.untilStatus(name, id, 'Failed');
    const [failed] = await pipelines.actions(name, id);
    expect(failed?.output?.executionResult?.errorDetails).toEqual({ code: 'ConfigurationError', message });
  });
});

test('a pipeline that is deleted ends with its executions, and one of its name begins anew', async () => {
  await pipelines.createPipeline(pipelineOf('deleted', [approvalStage('Review')]));
  await pipelines.untilAsked('deleted', 'Review');
  await pipelines.client.send(new DeletePipelineCommand({ name: 'deleted' }));
  const list = new ListPipelineExecutionsCommand({ pipelineName: 'deleted' });
  await expect(pipelines.client.send(list)).rejects.toMatchObject({ name: 'PipelineNotFoundException' });

  await pipelines.createPipeline(pipelineOf('deleted', [approvalStage('Review')]));
  expect(await pipelines.executions('deleted')).toHaveLength(1);
});
