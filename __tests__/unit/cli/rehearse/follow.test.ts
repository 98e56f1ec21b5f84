import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import { followExecution } from '../../../../cli/rehearse/follow';
import type { ApprovalStatus, PendingApproval, PipelineWatch } from '../../../../cli/rehearse/pipeline-watch';
import type { Step } from '../../../../cli/progress';

const APPROVAL: PendingApproval = { stageName: 'Deploy-prod', actionName: 'Approval', token: 't' };

function done(stageName: string, actionName: string): ActionExecutionDetail {
  return { stageName, actionName, status: 'Succeeded' };
}

/** A pipeline of two stages that waits for its approval. */
function waitingPipeline(): { watch: PipelineWatch; decisions: ApprovalStatus[] } {
  const decisions: ApprovalStatus[] = [];
  const approved = (): boolean => decisions.includes('Approved');
  const rejection = { executionResult: { errorDetails: { message: 'Rejected by somebody' } } };
  const watch: Partial<PipelineWatch> = {
    pipelineName: 'shop-hello',
    stages: () =>
      Promise.resolve([
        { name: 'Build', actions: ['Build'] },
        { name: 'Deploy-prod', actions: ['Approval', 'Deploy'] },
      ]),
    status: () => Promise.resolve(decisions.includes('Rejected') ? 'Failed' : 'InProgress'),
    actions: () => {
      if (approved())
        return Promise.resolve([
          done('Build', 'Build'),
          done('Deploy-prod', 'Approval'),
          done('Deploy-prod', 'Deploy'),
        ]);
      const approval: ActionExecutionDetail = {
        stageName: 'Deploy-prod',
        actionName: 'Approval',
        status: 'Failed',
        output: rejection,
      };
      return Promise.resolve([done('Build', 'Build'), ...(decisions.length > 0 ? [approval] : [])]);
    },
    pendingApprovals: () => Promise.resolve(decisions.length === 0 ? [APPROVAL] : []),
    decide: (_, status) => {
      decisions.push(status);
      return Promise.resolve();
    },
  };
  return { watch: watch as PipelineWatch, decisions };
}

const titles: string[] = [];
const step: Step = (title, action) => {
  titles.push(title);
  return action(() => undefined);
};

beforeEach(() => titles.splice(0));

describe('following a pipeline', () => {
  test('shows its stages one after the other, and asks for approvals between steps', async () => {
    const { watch, decisions } = waitingPipeline();
    const decide = (): Promise<ApprovalStatus> => Promise.resolve('Approved');
    await followExecution({ watch, executionId: 'e', step, decide, logOf: () => Promise.resolve('') });
    expect(decisions).toEqual(['Approved']);
    expect(titles).toEqual([
      'shop-hello: Build',
      'shop-hello: Deploy-prod',
      'shop-hello: Deploy-prod, after the approval',
    ]);
  });

  test('succeeds when the last action ends while the state of the pipeline is read', async () => {
    let isOver = false;
    const watch: Partial<PipelineWatch> = {
      pipelineName: 'shop-hello',
      stages: () => Promise.resolve([{ name: 'Build', actions: ['Build'] }]),
      actions: () => {
        const build: ActionExecutionDetail = isOver
          ? done('Build', 'Build')
          : { stageName: 'Build', actionName: 'Build', status: 'InProgress' };
        isOver = true;
        return Promise.resolve([build]);
      },
      status: () => {
        const status = isOver ? 'Succeeded' : 'InProgress';
        isOver = true;
        return Promise.resolve(status);
      },
      pendingApprovals: () => Promise.resolve([]),
    };
    const options = {
      executionId: 'e',
      step,
      decide: () => Promise.reject(new Error()),
      logOf: () => Promise.resolve(''),
    };
    await expect(followExecution({ watch: watch as PipelineWatch, ...options })).resolves.toBeUndefined();
  });

  test('shows which action failed, why, and what it printed', async () => {
    const { watch } = waitingPipeline();
    const decide = (): Promise<ApprovalStatus> => Promise.resolve('Rejected');
    const logOf = (): Promise<string> => Promise.resolve('the end of the log');
    await expect(followExecution({ watch, executionId: 'e', step, decide, logOf })).rejects.toThrow(
      'The execution e of shop-hello ended as Failed.\nDeploy-prod/Approval failed: Rejected by somebody\nthe end of the log',
    );
  });

  test('shows only the first line of a program that failed', async () => {
    const { watch } = waitingPipeline();
    const message = 'Code: 1, Message: Error while executing command: bash -s\n1.\n2\n3. Reason: exit status 1';
    const output = { executionResult: { errorDetails: { message } } };
    watch.actions = () => Promise.resolve([{ stageName: 'Build', actionName: 'Build', status: 'Failed', output }]);
    const decide = (): Promise<ApprovalStatus> => Promise.resolve('Approved');
    const following = followExecution({ watch, executionId: 'e', step, decide, logOf: () => Promise.resolve('') });
    await expect(following).rejects.toThrow(
      'Build/Build failed: Code: 1, Message: Error while executing command: bash -s .... Reason: exit status 1',
    );
  });

  test('that was superseded says that a newer commit is delivered instead', async () => {
    const { watch } = waitingPipeline();
    watch.status = () => Promise.resolve('Superseded');
    const decide = (): Promise<ApprovalStatus> => Promise.resolve('Approved');
    const following = followExecution({ watch, executionId: 'e', step, decide, logOf: () => Promise.resolve('') });
    await expect(following).rejects.toMatchObject({
      message: 'The execution e of shop-hello ended as Superseded.',
      hint: 'A newer commit has taken its place while it waited for a stage: that one is delivered.',
    });
  });
});
