import type { PipelineHistory } from './pipeline-history';
import type { PipelineExecution } from './records';

/** How an execution is to be stopped. */
export interface Stop {
  /** Whether its running actions are left to themselves; otherwise they come to their end first. */
  readonly abandon: boolean;
  readonly reason: string;
}

/** Asks an execution to stop: at once where it waits for a stage, after its running actions otherwise. */
export function stopExecution(history: PipelineHistory, execution: PipelineExecution, { abandon, reason }: Stop): void {
  execution.status = 'Stopping';
  execution.stopReason = reason;
  if (abandon) execution.abandoned.abort();
  for (const gate of history.gates) gate.stopWaiting(execution);
}
