import type { ActionDeclaration, StageDeclaration } from '@aws-sdk/client-codepipeline';

import type { ExecutionContext } from './execution-context';
import type { ActionRun } from './records';
import { runAction } from './run-action';

/** How an execution's time in a stage ended. */
export type StageEnd = 'Succeeded' | 'Failed' | 'Stopped';

/**
 * Runs the actions of a stage: those of one run order at once, one run order after the other. When an action fails, those
 * that run beside it come to their end, and no others start.
 * @param skip whether an action is left out, as it succeeded before
 */
export async function runStage(
  executionContext: ExecutionContext,
  stage: StageDeclaration,
  skip: (action: ActionDeclaration) => boolean,
): Promise<StageEnd> {
  const name = stage.name ?? '';
  for (const group of inRunOrder((stage.actions ?? []).filter((action) => !skip(action)))) {
    if (isStopping(executionContext)) return 'Stopped';
    const runs = await Promise.all(group.map((action) => runAction(executionContext, name, action)));
    if (runs.some(({ status }) => status === 'Failed')) return 'Failed';
    if (runs.some(({ status }) => status === 'Abandoned')) return 'Stopped';
  }
  return 'Succeeded';
}

/** Whether an execution was asked to stop after the actions that run. */
export function isStopping({ execution }: ExecutionContext): boolean {
  return execution.status === 'Stopping';
}

/** @returns whether an action's newest run in the execution succeeded in that stage */
export function succeededBefore(
  { history, execution }: ExecutionContext,
  stageName: string,
): (action: ActionDeclaration) => boolean {
  const newest = (action: ActionDeclaration): ActionRun | undefined =>
    history.actionRuns.findLast(
      (run) => run.execution === execution && run.stageName === stageName && run.action.name === action.name,
    );
  return (action) => newest(action)?.status === 'Succeeded';
}

function inRunOrder(actions: readonly ActionDeclaration[]): readonly ActionDeclaration[][] {
  const orders = [...new Set(actions.map(runOrderOf))].sort((one, other) => one - other);
  return orders.map((order) => actions.filter((action) => runOrderOf(action) === order));
}

/** CodePipeline API Reference, "ActionDeclaration": the default is 1. */
function runOrderOf({ runOrder }: ActionDeclaration): number {
  return runOrder ?? 1;
}
