import type { ActionDeclaration, StageDeclaration } from '@aws-sdk/client-codepipeline';

import type { PipelineHistory } from '../runtime/pipeline-history';
import type { ActionRun, PipelineExecution } from '../runtime/records';
import type { Transition } from '../runtime/stage-gate';
import { historyOf } from '../runtime/start-execution';
import { asText, type JsonObject } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import { storedPipeline } from './stored-pipeline';

/** Tells where a pipeline stands, stage by stage. */
export const pipelineState = jsonHandler('codepipeline', {
  GetPipelineState: async (input, request, { moto, runtime }) => {
    const { pipeline, created, updated } = await storedPipeline(moto, request, asText(input['name']));
    const history = historyOf(runtime, request, pipeline.name ?? '');
    return {
      pipelineName: pipeline.name,
      pipelineVersion: pipeline.version,
      stageStates: (pipeline.stages ?? []).map((stage) => stageState(history, stage)),
      created: created / 1000,
      updated: updated / 1000,
    };
  },
});

function stageState(history: PipelineHistory, stage: StageDeclaration): JsonObject {
  const { inbound, latest, transition } = history.gateOf(stage.name ?? '');
  const inboundExecutions = inbound.map((execution) => stageExecution(execution, 'InProgress'));
  return {
    stageName: stage.name,
    ...(inboundExecutions.length > 0 && { inboundExecution: inboundExecutions.at(-1), inboundExecutions }),
    inboundTransitionState: transitionState(transition),
    actionStates: (stage.actions ?? []).map((action) => actionState(history, stage, action)),
    ...(latest !== undefined && {
      latestExecution: stageExecution(latest, latest.stageStatuses.get(stage.name ?? '') ?? 'InProgress'),
    }),
  };
}

function stageExecution({ id }: PipelineExecution, status: string): JsonObject {
  return { pipelineExecutionId: id, status, type: 'STANDARD' };
}

function transitionState({ lastChangedAt, ...transition }: Transition): JsonObject {
  return { ...transition, ...(lastChangedAt !== undefined && { lastChangedAt: lastChangedAt / 1000 }) };
}

function actionState(
  history: PipelineHistory,
  { name: stageName = '' }: StageDeclaration,
  { name }: ActionDeclaration,
): JsonObject {
  const run = history.latestRunOf(stageName, name);
  if (run === undefined) return { actionName: name };
  const revision = run.execution.sourceRevisions.findLast(({ actionName }) => actionName === name);
  return {
    actionName: name,
    latestExecution: actionExecution(run),
    ...(revision !== undefined && {
      currentRevision: { revisionId: revision.revisionId, created: revision.created / 1000 },
      revisionUrl: revision.revisionUrl,
    }),
  };
}

function actionExecution(run: ActionRun): JsonObject {
  const { id, status, summary, lastUpdateTime, approval, externalExecutionId, externalExecutionUrl, errorDetails } =
    run;
  return {
    actionExecutionId: id,
    status,
    summary,
    lastStatusChange: lastUpdateTime / 1000,
    token: approval?.token,
    externalExecutionId,
    externalExecutionUrl,
    errorDetails,
  };
}
