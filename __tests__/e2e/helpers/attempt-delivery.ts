import { setTimeout as wait } from 'node:timers/promises';
import { CodePipelineClient, StopPipelineExecutionCommand } from '@aws-sdk/client-codepipeline';
import { PipelineWatch } from '../../../cli/rehearse/pipeline-watch';
import { pushFolder } from '../../../rehearsal/github/git/push-folder';
import type { Rehearsal } from '../../../cli/start/rehearsal';

/** How often the pipeline is looked at, in milliseconds. */
const POLL_MS = 100;

/** A push of a folder to a repository whose pipeline is known. */
export interface DeliveryAttempt {
  readonly rehearsal: Rehearsal;
  readonly owner: string;
  readonly repository: string;
  readonly folder: string;
  readonly pipelineName: string;
}

/**
 * Pushes, approves whatever is asked for, and gives up at the first action that fails: others may wait for long then.
 * @returns `Succeeded`, or stage and name of the action that failed
 */
export async function attemptDelivery(attempt: DeliveryAttempt): Promise<string> {
  const { rehearsal, pipelineName, owner, repository, folder } = attempt;
  const { settings } = rehearsal.aws;
  const watch = new PipelineWatch(settings, pipelineName);
  const before = await watch.executions();
  const token = rehearsal.address.githubToken;
  await pushFolder(rehearsal.github, { owner, repository, token, branch: 'main', folder, message: 'Attempt' });
  for (;;) {
    const pipelineExecutionId = (await watch.executions()).find((id) => !before.includes(id));
    if (pipelineExecutionId !== undefined) {
      const outcome = await outcomeOf(watch, pipelineExecutionId);
      if (outcome === 'Succeeded') return outcome;
      if (outcome !== undefined) {
        await stop(new CodePipelineClient(settings), watch, pipelineExecutionId);
        return outcome;
      }
      for (const approval of await watch.pendingApprovals(pipelineExecutionId))
        await watch.decide(approval, 'Approved');
    }
    await wait(POLL_MS);
  }
}

/** @returns undefined as long as nothing has failed and not all has succeeded */
async function outcomeOf(watch: PipelineWatch, executionId: string): Promise<string | undefined> {
  const failed = (await watch.actions(executionId)).find(({ status }) => status === 'Failed');
  if (failed !== undefined) return `${failed.stageName ?? ''}/${failed.actionName ?? ''}`;
  const status = await watch.status(executionId);
  return status === 'InProgress' ? undefined : status;
}

async function stop(client: CodePipelineClient, watch: PipelineWatch, pipelineExecutionId: string): Promise<void> {
  if ((await watch.status(pipelineExecutionId)) === 'InProgress') {
    const { pipelineName } = watch;
    await client.send(new StopPipelineExecutionCommand({ pipelineName, pipelineExecutionId, abandon: true }));
  }
  while (['InProgress', 'Stopping'].includes(await watch.status(pipelineExecutionId))) await wait(POLL_MS);
}
