import { setTimeout as wait } from 'node:timers/promises';
import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import { UserError } from '../errors';
import type { Report, Step } from '../progress';
import type { ApprovalStatus, PendingApproval, PipelineWatch } from './pipeline-watch';

/** How often the pipeline is looked at, in milliseconds. */
const POLL_MS = 250;

/** What following an execution needs. */
export interface FollowOptions {
  readonly watch: PipelineWatch;
  readonly executionId: string;
  readonly step: Step;
  /** Asked for each approval, once, while no step is shown. */
  readonly decide: (approval: PendingApproval) => Promise<ApprovalStatus>;
  /** What is known of an action that failed, or is held up; empty if there is nothing to say. */
  readonly logOf: (action: ActionExecutionDetail) => Promise<string>;
}

/**
 * Shows the stages of an execution one after the other until it has ended.
 * @throws UserError with the reason if it did not succeed
 */
export async function followExecution(options: FollowOptions): Promise<void> {
  const { watch, step, decide } = options;
  for (const { name, actions } of await watch.stages()) {
    const title = `${watch.pipelineName}: ${name}`;
    const follow = (report: Report): Promise<readonly PendingApproval[]> => followStage(options, name, actions, report);
    let pending = await step(title, follow);
    while (pending.length > 0) {
      for (const approval of pending) await watch.decide(approval, await decide(approval));
      pending = await step(`${title}, after the approval`, follow);
    }
  }
}

/** @returns the approvals that the stage waits for, none once all of its actions have succeeded */
async function followStage(
  options: FollowOptions,
  stage: string,
  names: readonly string[],
  report: Report,
): Promise<readonly PendingApproval[]> {
  const { watch, executionId } = options;
  for (;;) {
    // Before the actions: the other way round, the last of them may end in between, and nothing seems to have run.
    const status = await watch.status(executionId);
    const actions = (await watch.actions(executionId)).filter(({ stageName }) => stageName === stage);
    report(actions.map(describeAction).join(' · ') || 'waiting');
    const succeeded = actions.filter(({ status }) => status === 'Succeeded').map(({ actionName }) => actionName);
    if (names.every((name) => succeeded.includes(name))) return [];
    // Others of the stage may go on for long after one has failed.
    const hasFailed = actions.some((action) => action.status === 'Failed');
    if (hasFailed || status !== 'InProgress') throw await failure(options, hasFailed ? 'Failed' : status);
    const approvals = await watch.pendingApprovals(executionId);
    if (approvals.length > 0) return approvals;
    await wait(POLL_MS);
  }
}

function describeAction({ actionName = '', status, output }: ActionExecutionDetail): string {
  const summary = output?.executionResult?.externalExecutionSummary;
  return [actionName, status ?? '', ...(summary === undefined ? [] : [`(${summary})`])].join(' ');
}

async function failure({ watch, executionId, logOf }: FollowOptions, status: string): Promise<UserError> {
  const actions = await watch.actions(executionId);
  const isOver = (action: ActionExecutionDetail): boolean => action.status === 'Failed';
  const others = [...actions.filter(isOver), ...actions.filter((action) => action.status === 'InProgress')];
  const told = others.map(async (action) => reasonOf(action, await logOf(action)));
  const title = `The execution ${executionId} of ${watch.pipelineName} ended as ${status}.`;
  return new UserError([title, ...(await Promise.all(told)).flat()].join('\n'), HINTS[status]);
}

/** What to do about an execution that did not fail, and did not succeed either. */
const HINTS: Readonly<Record<string, string>> = {
  Superseded: 'A newer commit has taken its place while it waited for a stage: that one is delivered.',
};

/** @param log what its service says; empty if there is nothing to say */
function reasonOf({ stageName = '', actionName = '', status, output }: ActionExecutionDetail, log: string): string[] {
  const logged = log === '' ? [] : [log];
  if (status !== 'Failed') return log === '' ? [] : [`${stageName}/${actionName} was in progress:`, log];
  const { errorDetails, externalExecutionSummary } = output?.executionResult ?? {};
  const why = errorDetails?.message ?? externalExecutionSummary ?? 'without a message';
  return [`${stageName}/${actionName} failed: ${withoutProgram(why)}`, ...logged];
}

/** A command may be a whole program: its first line says which one it is. */
function withoutProgram(reason: string): string {
  return reason.replace(/(Error while executing command: [^\n]*)\n[^]*(\. Reason: )/, '$1 ...$2');
}
