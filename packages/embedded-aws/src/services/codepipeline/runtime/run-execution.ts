import type { PipelineExecutionStatus, StageDeclaration } from '@aws-sdk/client-codepipeline';

import { isAbortError } from '../../../error-kinds';
import type { ExecutionContext } from './execution-context';
import { isStopping, runStage, type StageEnd, succeededBefore } from './run-stage';
import type { Entry } from './stage-gate';

/** Where a retried execution goes on. */
export interface Resumption {
  readonly stageName: string;
  /** Whether actions that succeeded are left out. */
  readonly onlyFailedActions: boolean;
}

/**
 * Takes an execution through its stages.
 * @param resume @default it begins with the first stage
 */
export async function runExecution(executionContext: ExecutionContext, resume?: Resumption): Promise<void> {
  const stages = executionContext.execution.pipeline.stages ?? [];
  const first = resume === undefined ? 0 : stages.findIndex(({ name }) => name === resume.stageName);
  try {
    finish(executionContext, await passStages(executionContext, stages.slice(first), resume));
  } catch (error) {
    // The executions of a pipeline end when it is deleted.
    if (executionContext.history.deleted.signal.aborted && isAbortError(error)) return;
    finish(executionContext, 'Failed');
    throw error;
  }
}

async function passStages(
  executionContext: ExecutionContext,
  stages: readonly StageDeclaration[],
  resume?: Resumption,
): Promise<Passage> {
  for (const stage of stages) {
    if (isStopping(executionContext)) return 'Stopped';
    const end = await passStage(executionContext, stage, stage.name === resume?.stageName ? resume : undefined);
    if (end !== 'Succeeded') return end;
  }
  return 'Succeeded';
}

type Passage = StageEnd | 'Superseded';

async function passStage(
  executionContext: ExecutionContext,
  stage: StageDeclaration,
  resume?: Resumption,
): Promise<Passage> {
  const { history, execution } = executionContext;
  const name = stage.name ?? '';
  const gate = history.gateOf(name);
  const entry: Entry = resume === undefined ? await gate.enter(execution, executionContext.signal) : 'entered';
  if (entry === 'superseded') return 'Superseded';
  if (entry === 'stopped') return 'Stopped';
  let end: StageEnd = 'Failed';
  execution.stageStatuses.set(name, 'InProgress');
  try {
    end = await run(executionContext, stage, resume);
    return end;
  } finally {
    execution.stageStatuses.set(name, end);
    gate.leave(execution);
  }
}

async function run(
  executionContext: ExecutionContext,
  stage: StageDeclaration,
  resume?: Resumption,
): Promise<StageEnd> {
  const conditions = (['beforeEntry', 'onSuccess', 'onFailure'] as const).find((kind) => stage[kind] !== undefined);
  if (conditions !== undefined) {
    executionContext.execution.statusSummary = `The embedded AWS does not run the conditions ${conditions} of stage ${String(stage.name)}.`;
    return 'Failed';
  }
  const skip =
    resume?.onlyFailedActions === true ? succeededBefore(executionContext, stage.name ?? '') : (): boolean => false;
  return runStage(executionContext, stage, skip);
}

function finish({ runtime, execution }: ExecutionContext, status: PipelineExecutionStatus): void {
  execution.status = status;
  execution.lastUpdateTime = runtime.clock.now();
}
