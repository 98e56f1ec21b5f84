import type { PipelineExecution } from './records';
import { untilCalled } from './signalled';

/** How an execution's wait for a stage ended. */
export type Entry = 'entered' | 'superseded' | 'stopped';

/** Whether executions may go on into a stage. */
export interface Transition {
  readonly enabled: boolean;
  /** ARN of the principal that changed it last. */
  readonly lastChangedBy?: string;
  /** Milliseconds since the epoch. */
  readonly lastChangedAt?: number;
  readonly disabledReason?: string;
}

interface Waiter {
  readonly execution: PipelineExecution;
  readonly tell: (entry: Entry) => void;
}

/**
 * Lets executions into a stage: one at a time, in their order, unless the pipeline runs them in parallel. In the mode
 * SUPERSEDED, one that arrives takes the place of one that still waits. Source: CodePipeline User Guide, "How pipeline
 * executions work".
 */
export class StageGate {
  readonly #inside = new Set<PipelineExecution>();
  #waiting: readonly Waiter[] = [];
  #transition: Transition = { enabled: true };
  #latest: PipelineExecution | undefined;

  /**
   * Waits for the turn of an execution.
   * @throws DOMException `AbortError` when the signal aborts
   */
  enter(execution: PipelineExecution, signal: AbortSignal): Promise<Entry> {
    if (execution.pipeline.executionMode === 'SUPERSEDED') this.#endWaiting(() => true, 'superseded');
    return untilCalled(signal, (tell) => {
      this.#waiting = [...this.#waiting, { execution, tell }];
      this.#admit();
    });
  }

  /** Lets an execution that failed here back in, even if the transition into the stage is disabled. */
  reenter(execution: PipelineExecution): void {
    this.#occupy(execution);
  }

  /** Tells that an execution is done here, and lets the next one in. */
  leave(execution: PipelineExecution): void {
    this.#inside.delete(execution);
    this.#admit();
  }

  /** Ends the waiting of an execution that was stopped. */
  stopWaiting(stopped: PipelineExecution): void {
    this.#endWaiting(({ execution }) => execution === stopped, 'stopped');
  }

  /** Opens or closes the way into the stage. */
  set transition(transition: Transition) {
    this.#transition = transition;
    this.#admit();
  }

  get transition(): Transition {
    return this.#transition;
  }

  /** The executions that wait, the oldest first. */
  get inbound(): readonly PipelineExecution[] {
    return this.#waiting.map(({ execution }) => execution);
  }

  /** The last execution that came in. */
  get latest(): PipelineExecution | undefined {
    return this.#latest;
  }

  /** Whether no execution is in the stage. */
  get isFree(): boolean {
    return this.#inside.size === 0;
  }

  #admit(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || !this.#transition.enabled) return;
      if (!this.isFree && next.execution.pipeline.executionMode !== 'PARALLEL') return;
      this.#waiting = this.#waiting.slice(1);
      this.#occupy(next.execution);
      next.tell('entered');
    }
  }

  #occupy(execution: PipelineExecution): void {
    this.#inside.add(execution);
    this.#latest = execution;
  }

  #endWaiting(isEnding: (waiter: Waiter) => boolean, entry: Entry): void {
    const ending = this.#waiting.filter(isEnding);
    this.#waiting = this.#waiting.filter((waiter) => !ending.includes(waiter));
    for (const { tell } of ending) tell(entry);
  }
}
