import type { ActionDeclaration } from '@aws-sdk/client-codepipeline';

import { isAbortError } from '../../../error-kinds';
import type { ActionContext, ActionOutcome } from './action-context';
import { ActionFailure, failureOf } from './action-failure';
import { providerOf } from './actions';
import { approvalTimeoutMs } from './actions/approval';
import { ArtifactStore } from './artifact-store';
import type { ExecutionContext } from './execution-context';
import { type Limit, within } from './limit';
import { type ActionRun, type PipelineExecution } from './records';
import { actAsRole } from './role';
import { resolveConfiguration } from './variables';
import { newRun } from './new-run';

/** Milliseconds that actions may take (CodePipeline User Guide, "Quotas in AWS CodePipeline"). */
const BUILD_LIMIT_MS = 8 * 3_600_000;
const DEFAULT_LIMIT_MS = 3_600_000;

/**
 * Runs an action of an execution, and keeps what became of it.
 * @throws what is a bug of this emulation; the action has failed then, too
 */
export async function runAction(
  executionContext: ExecutionContext,
  stageName: string,
  action: ActionDeclaration,
): Promise<ActionRun> {
  const { runtime, history, execution } = executionContext;
  const run = newRun(execution, stageName, action, runtime.clock.now());
  history.actionRuns.push(run);
  try {
    const outcome = await perform(executionContext, run);
    succeed(run, outcome);
  } catch (error) {
    const isBug = failureOf(error) === undefined && !isAbortError(error);
    if (!isBug) executionContext.signal.throwIfAborted();
    if (!isBug && execution.abandoned.signal.aborted) run.status = 'Abandoned';
    else fail(run, error);
  } finally {
    run.lastUpdateTime = runtime.clock.now();
    execution.lastUpdateTime = run.lastUpdateTime;
  }
  return run;
}

async function perform(executionContext: ExecutionContext, run: ActionRun): Promise<ActionOutcome> {
  const { runtime, execution } = executionContext;
  const provider = providerOf(run.action.actionTypeId ?? { ...UNKNOWN });
  if (provider === undefined) throw notRun(run.action);
  const signal = AbortSignal.any([executionContext.signal, execution.abandoned.signal]);
  const context = await prepare(executionContext, run);
  return within(limitOf(run.action, runtime.clock), signal, (ending) => provider({ ...context, signal: ending }));
}

/** Of an action that does not say its type. */
const UNKNOWN = { category: undefined, owner: undefined, provider: undefined, version: undefined };

async function prepare(executionContext: ExecutionContext, run: ActionRun): Promise<ActionContext> {
  const { runtime, place, execution, signal } = executionContext;
  const { action } = run;
  const { pipeline } = execution;
  checkRegion(action, place.scope.region);
  const configuration = resolveConfiguration(action.configuration ?? {}, execution);
  run.resolvedConfiguration = configuration;
  const settings = await actAsRole(runtime, place, pipeline, action);
  const store = new ArtifactStore(pipeline, settings);
  const inputs = (action.inputArtifacts ?? []).map(({ name = '' }) => artifactOf(execution, name));
  run.inputArtifacts = inputs;
  const outputs = (action.outputArtifacts ?? []).map(({ name = '' }) => store.newObject(name));
  run.outputArtifacts = outputs;
  return { runtime, place, execution, action, run, configuration, settings, store, inputs, outputs, signal };
}

function checkRegion({ name, region }: ActionDeclaration, own: string): void {
  if (region === undefined || region === own) return;
  throw new ActionFailure(
    'ConfigurationError',
    `Action ${String(name)} is in ${region}; the embedded AWS runs actions in the pipeline's region ${own} only.`,
  );
}

function artifactOf({ artifacts }: PipelineExecution, name: string): ActionRun['inputArtifacts'][number] {
  const artifact = artifacts.get(name);
  if (artifact === undefined) throw new ActionFailure('ConfigurationError', `There is no artifact ${name}.`);
  return artifact;
}

function limitOf(action: ActionDeclaration, clock: Limit['clock']): Limit {
  if (action.actionTypeId?.category === 'Approval') return { clock, ms: approvalTimeoutMs(action), of: 'patience' };
  const isBuild = action.actionTypeId?.provider === 'CodeBuild';
  return { clock, ms: isBuild ? BUILD_LIMIT_MS : DEFAULT_LIMIT_MS, of: 'work' };
}

function notRun({ name, actionTypeId }: ActionDeclaration): ActionFailure {
  const { category, owner, provider, version } = actionTypeId ?? UNKNOWN;
  return new ActionFailure(
    'ConfigurationError',
    `The embedded AWS does not run action ${String(name)}: ${String(category)} by ${String(owner)} ${String(provider)}, version ${String(version)}.`,
  );
}

function succeed(run: ActionRun, { outputVariables = {}, summary }: ActionOutcome): void {
  const { execution, action } = run;
  run.status = 'Succeeded';
  run.outputVariables = outputVariables;
  if (summary !== undefined) run.summary = summary;
  for (const artifact of run.outputArtifacts) execution.artifacts.set(artifact.name, artifact);
  if (action.namespace !== undefined) execution.namespaces.set(action.namespace, outputVariables);
}

function fail(run: ActionRun, error: unknown): void {
  const failure = failureOf(error);
  run.status = 'Failed';
  run.summary = failure?.message ?? 'The embedded AWS failed.';
  run.errorDetails = { code: failure?.code ?? 'SystemUnavailable', message: run.summary };
  run.outputArtifacts = [];
  if (failure === undefined) throw error;
}
