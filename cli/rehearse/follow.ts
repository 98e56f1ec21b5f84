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
  /** What a failed action printed, if it printed anything. */
  readonly logOf: (action: ActionExecutionDetail) => Promise<string>;
}

/** How far a stage has come: all actions have succeeded, approvals are asked for, or the execution has ended. */
type StageOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'pending'; readonly approvals: readonly PendingApproval[] }
  | { readonly kind: 'ended'; readonly status: string };

/**
 * Shows the stages of an execution one after the other until it has ended.
 * @throws UserError with the reason if it did not succeed
 */
export async function followExecution(options: FollowOptions): Promise<void> {
  const { watch, step, decide } = options;
  for (const { name, actions } of await watch.stages()) {
    const title = `${watch.pipelineName}: ${name}`;
    const follow = (report: Report): Promise<StageOutcome> => followStage(options, name, actions, report);
    let outcome = await step(title, follow);
    while (outcome.kind === 'pending') {
      for (const approval of outcome.approvals) await watch.decide(approval, await decide(approval));
      outcome = await step(`${title}, after the approval`, follow);
    }
    if (outcome.kind === 'ended') throw await failure(options, outcome.status);
  }
}

async function followStage(
  { watch, executionId }: FollowOptions,
  stage: string,
  names: readonly string[],
  report: Report,
): Promise<StageOutcome> {
  for (;;) {
    const actions = (await watch.actions(executionId)).filter(({ stageName }) => stageName === stage);
    report(actions.map(describeAction).join(' · ') || 'waiting');
    const succeeded = actions.filter(({ status }) => status === 'Succeeded').map(({ actionName }) => actionName);
    if (names.every((name) => succeeded.includes(name))) return { kind: 'succeeded' };
    const status = await watch.status(executionId);
    if (status !== 'InProgress') return { kind: 'ended', status };
    const approvals = await watch.pendingApprovals(executionId);
    if (approvals.length > 0) return { kind: 'pending', approvals };
    await wait(POLL_MS);
  }
}

function describeAction({ actionName = '', status, output }: ActionExecutionDetail): string {
  const summary = output?.executionResult?.externalExecutionSummary;
  return [actionName, status ?? '', ...(summary === undefined ? [] : [`(${summary})`])].join(' ');
}

async function failure({ watch, executionId, logOf }: FollowOptions, status: string): Promise<UserError> {
  const failed = (await watch.actions(executionId)).filter((action) => action.status === 'Failed');
  const reasons = failed.map(async (action) => {
    const { errorDetails, externalExecutionSummary } = action.output?.executionResult ?? {};
    const why = errorDetails?.message ?? externalExecutionSummary ?? 'without a message';
    const log = await logOf(action);
    return `${action.stageName ?? ''}/${action.actionName ?? ''} failed: ${why}${log === '' ? '' : `\n${log}`}`;
  });
  const title = `The execution ${executionId} of ${watch.pipelineName} ended as ${status}.`;
  return new UserError([title, ...(await Promise.all(reasons))].join('\n'));
}
