import { randomUUID } from 'node:crypto';

import type {
  ExecutionTrigger,
  PipelineDeclaration,
  PipelineVariable,
  SourceRevisionOverride,
} from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../../gateway/aws-error';
import type { Runtime } from '../../../gateway/runtime';
import type { Place } from '../../../gateway/table';
import { PipelineHistory, pipelineHistories } from './pipeline-history';
import type { PipelineExecution } from './records';
import { type Resumption, runExecution } from './run-execution';

/** What starts an execution, and how it differs from the pipeline's settings. */
export interface Start {
  readonly trigger: ExecutionTrigger;
  readonly variables?: readonly PipelineVariable[];
  readonly sourceRevisions?: readonly SourceRevisionOverride[];
  readonly clientRequestToken?: string;
}

/** The history of a pipeline, which is empty at first. */
export function historyOf(runtime: Runtime, place: Place, pipelineName: string): PipelineHistory {
  const histories = pipelineHistories.in(runtime.memory, place);
  const history = histories.get(pipelineName) ?? new PipelineHistory();
  histories.set(pipelineName, history);
  return history;
}

/**
 * Starts an execution, which then goes on by itself.
 * @param pipeline as it is stored, with its tokens
 * @returns the execution; the one of before if a caller says the same again
 * @throws AwsError `ValidationException` if the variables do not fit the pipeline
 */
export function startExecution(
  runtime: Runtime,
  place: Place,
  pipeline: PipelineDeclaration,
  start: Start,
): PipelineExecution {
  const history = historyOf(runtime, place, pipeline.name ?? '');
  const { clientRequestToken: token } = start;
  const same = token === undefined ? undefined : history.executions.find((one) => one.clientRequestToken === token);
  if (same !== undefined) return same;
  const execution = newExecution(pipeline, start, runtime.clock.now());
  history.executions.push(execution);
  continueExecution(runtime, place, history, execution);
  return execution;
}

/**
 * Lets an execution go on in the background.
 * @param resume @default it begins with the first stage
 */
export function continueExecution(
  runtime: Runtime,
  place: Place,
  history: PipelineHistory,
  execution: PipelineExecution,
  resume?: Resumption,
): void {
  const what = `execution ${execution.id} of pipeline ${String(execution.pipeline.name)}`;
  const signal = AbortSignal.any([runtime.signal, history.deleted.signal]);
  runtime.background(what, () => runExecution({ runtime, place, history, execution, signal }, resume));
}

function newExecution(pipeline: PipelineDeclaration, start: Start, now: number): PipelineExecution {
  const { trigger, clientRequestToken, variables = [], sourceRevisions = [] } = start;
  return {
    id: randomUUID(),
    pipeline,
    trigger,
    ...(clientRequestToken !== undefined && { clientRequestToken }),
    variables: resolveVariables(pipeline, variables),
    sourceRevisionOverrides: sourceRevisions,
    startTime: now,
    lastUpdateTime: now,
    status: 'InProgress',
    abandoned: new AbortController(),
    stageStatuses: new Map(),
    sourceRevisions: [],
    artifacts: new Map(),
    namespaces: new Map(),
  };
}

function resolveVariables(
  { variables: declared = [] }: PipelineDeclaration,
  given: readonly PipelineVariable[],
): Record<string, string> {
  const unknown = given.find(({ name }) => !declared.some((variable) => variable.name === name));
  if (unknown !== undefined) throw invalid(`The pipeline has no variable '${String(unknown.name)}'`);
  return Object.fromEntries(
    declared.map(({ name = '', defaultValue }) => {
      const value = given.find((variable) => variable.name === name)?.value ?? defaultValue;
      if (value === undefined) throw invalid(`The variable '${name}' has no default value, and none was given`);
      return [name, value];
    }),
  );
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
