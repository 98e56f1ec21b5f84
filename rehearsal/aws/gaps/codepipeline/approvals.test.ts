import { PutApprovalResultCommand, type StageDeclaration } from '@aws-sdk/client-codepipeline';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { approvalStage, PipelineBed, pipelineOf } from '../../../testing/pipeline-bed';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });

const DAY_MS = 86_400_000;

let bed: PipelineBed;

beforeAll(async () => {
  bed = await PipelineBed.create(fixture);
});

function asked(configuration: Record<string, string>, timeoutInMinutes?: number): StageDeclaration {
  const [action] = approvalStage('Review').actions ?? [];
  return {
    name: 'Review',
    actions: [
      {
        ...action,
        name: 'Review',
        actionTypeId: action?.actionTypeId,
        configuration,
        ...(timeoutInMinutes && { timeoutInMinutes }),
      },
    ],
  };
}

async function result(pipelineName: string, token: string, actionName = 'Review'): Promise<unknown> {
  const approved = { status: 'Approved', summary: 'fine' } as const;
  const put = { pipelineName, stageName: 'Review', actionName, token, result: approved };
  return bed.client.send(new PutApprovalResultCommand(put));
}

test('an approval shows its question with the variables filled in, and keeps the answer', async () => {
  const question = { CustomData: 'Release #{Source.ObjectKey} in #{codepipeline.PipelineExecutionId}?' };
  const id = await bed.createPipeline(pipelineOf('asking', [asked(question)]));
  await bed.answer('asking', 'Review');
  await bed.untilStatus('asking', id, 'Succeeded');

  expect((await bed.actions('asking', id))[0]).toMatchObject({
    actionName: 'Review',
    status: 'Succeeded',
    input: { configuration: question, resolvedConfiguration: { CustomData: `Release source.zip in ${id}?` } },
    output: { executionResult: { externalExecutionSummary: 'Approved by a test' } },
  });
});

test('a question with a variable that nothing set fails the action', async () => {
  const id = await bed.createPipeline(pipelineOf('unset', [asked({ CustomData: '#{Build.IMAGE}' })]));
  await bed.untilStatus('unset', id, 'Failed');
  expect((await bed.actions('unset', id))[0]).toMatchObject({
    output: { executionResult: { errorDetails: { code: 'ConfigurationError' } } },
  });
});

test('an approval takes its own token only, and one answer', async () => {
  await bed.createPipeline(pipelineOf('answered', [asked({})]));
  const token = await bed.untilAsked('answered', 'Review');

  await expect(result('answered', 'other')).rejects.toMatchObject({ name: 'InvalidApprovalTokenException' });
  await expect(result('answered', token, 'Other')).rejects.toMatchObject({ name: 'ActionNotFoundException' });
  await expect(result('missing', token)).rejects.toMatchObject({ name: 'PipelineNotFoundException' });
  await result('answered', token);
  await expect(result('answered', token)).rejects.toMatchObject({ name: 'ApprovalAlreadyCompletedException' });
});

test('an approval that nobody answers fails after a week', async () => {
  const id = await bed.createPipeline(pipelineOf('forgotten', [asked({})]));
  await bed.untilAsked('forgotten', 'Review');
  await clock.advance(7 * DAY_MS - 1);
  expect((await bed.executions('forgotten'))[0]?.status).toBe('InProgress');
  await clock.advance(1);
  await bed.untilStatus('forgotten', id, 'Failed');
});

test('an approval with a timeout of its own fails then', async () => {
  const id = await bed.createPipeline(pipelineOf('urgent', [asked({}, 5)]));
  await bed.untilAsked('urgent', 'Review');
  await clock.advance(5 * 60_000);
  await bed.untilStatus('urgent', id, 'Failed');
});
