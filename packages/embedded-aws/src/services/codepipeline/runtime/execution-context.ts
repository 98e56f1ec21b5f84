import type { Runtime } from '../../../gateway/runtime';
import type { Place } from '../../../gateway/table';
import type { PipelineHistory } from './pipeline-history';
import type { PipelineExecution } from './records';

/** An execution and what it runs in. */
export interface ExecutionContext {
  readonly runtime: Runtime;
  /** Account and region of the pipeline. */
  readonly place: Place;
  readonly history: PipelineHistory;
  readonly execution: PipelineExecution;
  /** Aborted when the embedded AWS ends or the pipeline is deleted. */
  readonly signal: AbortSignal;
}
