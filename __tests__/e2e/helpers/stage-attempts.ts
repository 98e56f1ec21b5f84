import { setTimeout as wait } from 'node:timers/promises';
import {
  BatchGetBuildsCommand,
  CodeBuildClient,
  ListBuildsForProjectCommand,
  StopBuildCommand,
} from '@aws-sdk/client-codebuild';
import {
  type ActionExecutionDetail,
  CodePipelineClient,
  RetryStageExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { actionLog } from '../../../cli/rehearse/action-log';
import { PipelineWatch } from '../../../cli/rehearse/pipeline-watch';
import type { AwsSettings } from 'embedded-aws/gateway/settings';
import { stopExecution } from './stop-executions';

/** How often the pipeline is looked at, in milliseconds. */
const POLL_MS = 100;

/** A pipeline whose stages are to fail. */
export interface StageAttemptsOptions {
  readonly settings: AwsSettings;
  readonly pipelineName: string;
  /** Names of the CodeBuild projects of its actions. */
  readonly projects: readonly string[];
  /** Pushes a new commit, which starts the pipeline. */
  readonly push: () => Promise<void>;
}

/** How a stage failed. */
export interface StageFailure {
  readonly stage: string;
  /** The message of the action that failed and the end of its log. */
  readonly told: string;
}

/** Retries one stage of a pipeline after each failure, as an operator does who sets up its permissions. */
export class StageAttempts {
  readonly #watch: PipelineWatch;
  readonly #codepipeline: CodePipelineClient;
  readonly #codebuild: CodeBuildClient;
  /** The execution that failed last, and where. */
  #failed: { readonly executionId: string; readonly stage: string } | undefined;

  constructor(private readonly options: StageAttemptsOptions) {
    this.#watch = new PipelineWatch(options.settings, options.pipelineName);
    this.#codepipeline = new CodePipelineClient(options.settings);
    this.#codebuild = new CodeBuildClient(options.settings);
  }

  /**
   * Retries the failed actions of a stage, or pushes if it is not the stage that failed last, and waits for a failure.
   * Afterwards nothing goes on.
   * @param anew whether all of the stage's actions are to run
   * @returns undefined if nothing failed
   */
  async fail(stage: string, anew: boolean): Promise<StageFailure | undefined> {
    const before = anew || this.#failed?.stage !== stage ? undefined : this.#failed.executionId;
    const known = before === undefined ? [] : await this.#failures(before);
    const executionId = before === undefined ? await this.#push() : await this.#retry(before, stage);
    const failure = await this.#failure(
      executionId,
      known.map(({ actionExecutionId }) => actionExecutionId),
    );
    this.#failed = failure && { executionId, stage: failure.stageName ?? '' };
    if (failure === undefined) return undefined;
    const message = failure.output?.executionResult?.errorDetails?.message ?? '';
    const inProgress = (await this.#watch.actions(executionId)).filter(({ status }) => status === 'InProgress');
    const logs = await Promise.all([failure, ...inProgress].map((action) => actionLog(this.options.settings, action)));
    await this.#end(executionId);
    return { stage: failure.stageName ?? '', told: [message, ...logs].join('\n') };
  }

  async #push(): Promise<string> {
    const before = await this.#watch.executions();
    await this.options.push();
    for (;;) {
      const started = (await this.#watch.executions()).find((id) => !before.includes(id));
      if (started !== undefined) return started;
      await wait(POLL_MS);
    }
  }

  async #retry(pipelineExecutionId: string, stageName: string): Promise<string> {
    const { pipelineName } = this.options;
    const retry = { pipelineName, stageName, pipelineExecutionId, retryMode: 'FAILED_ACTIONS' } as const;
    await this.#codepipeline.send(new RetryStageExecutionCommand(retry));
    return pipelineExecutionId;
  }

  /** @param known ids of failures that count no more */
  async #failure(
    executionId: string,
    known: readonly (string | undefined)[],
  ): Promise<ActionExecutionDetail | undefined> {
    for (;;) {
      const status = await this.#watch.status(executionId);
      const failures = await this.#failures(executionId);
      const failure = failures.find(({ actionExecutionId }) => !known.includes(actionExecutionId));
      if (failure !== undefined) return failure;
      if (status !== 'InProgress') return undefined;
      for (const approval of await this.#watch.pendingApprovals(executionId))
        await this.#watch.decide(approval, 'Approved');
      await wait(POLL_MS);
    }
  }

  async #failures(executionId: string): Promise<ActionExecutionDetail[]> {
    return (await this.#watch.actions(executionId)).filter(({ status }) => status === 'Failed');
  }

  /** Ends what goes on beside a failed action: builds that wait for what will not come, and the execution. */
  async #end(executionId: string): Promise<void> {
    for (const projectName of this.options.projects) {
      const { ids = [] } = await this.#codebuild.send(new ListBuildsForProjectCommand({ projectName }));
      for (const id of ids.slice(0, 1)) await this.#endBuild(id);
    }
    await stopExecution(this.options.settings, this.#watch, executionId);
  }
  /** The project runs one build at a time: the next attempt begins after this one has ended. */
  async #endBuild(id: string): Promise<void> {
    // A build that has ended stays as it is.
    await this.#codebuild.send(new StopBuildCommand({ id }));
    const isOver = async (): Promise<boolean> => {
      const { builds = [] } = await this.#codebuild.send(new BatchGetBuildsCommand({ ids: [id] }));
      return builds.every(({ buildComplete }) => buildComplete === true);
    };
    while (!(await isOver())) await wait(POLL_MS);
  }
}
