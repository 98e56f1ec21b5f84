import { Table } from '../../../gateway/table';
import type { ActionRun, PipelineExecution } from './records';
import { StageGate } from './stage-gate';

/** What one pipeline did and does. */
export class PipelineHistory {
  /** The oldest first. */
  readonly executions: PipelineExecution[] = [];
  /** The oldest first. */
  readonly actionRuns: ActionRun[] = [];
  /** Aborted when the pipeline is deleted. */
  readonly deleted = new AbortController();
  readonly #gates = new Map<string, StageGate>();

  /** The way into a stage. */
  gateOf(stageName: string): StageGate {
    const gate = this.#gates.get(stageName) ?? new StageGate();
    this.#gates.set(stageName, gate);
    return gate;
  }

  /** The ways into all stages that anybody has come to. */
  get gates(): readonly StageGate[] {
    return [...this.#gates.values()];
  }

  /** The newest run of an action, of any execution. */
  latestRunOf(stageName: string, actionName: string | undefined): ActionRun | undefined {
    return this.actionRuns.findLast((run) => run.stageName === stageName && run.action.name === actionName);
  }
}

/** What pipelines did and do, by their names. */
export const pipelineHistories = new Table<PipelineHistory>('AWS::CodePipeline::PipelineHistory');
