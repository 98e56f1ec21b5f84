import type { PipelineHistory } from '../runtime/pipeline-history';
import type { PipelineExecution } from '../runtime/records';
import { historyOf } from '../runtime/start-execution';
import { asObject, asText, type JsonObject } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import { findExecution } from './lookup';
import { pageOf } from './page';
import { storedPipeline } from './stored-pipeline';

/** Tells of executions. */
export const executionReports = jsonHandler('codepipeline', {
  ListPipelineExecutions: async (input, request, { moto, runtime }) => {
    const name = asText(input['pipelineName']);
    await storedPipeline(moto, request, name);
    const history = historyOf(runtime, request, name);
    const succeededIn = asObject(asObject(input['filter'])['succeededInStage'])['stageName'];
    const listed = [...history.executions]
      .reverse()
      .filter((execution) => succeededIn === undefined || hasSucceeded(history, execution, asText(succeededIn)));
    const { items, nextToken } = pageOf(listed, input);
    return { pipelineExecutionSummaries: items.map(summaryOf), ...(nextToken !== undefined && { nextToken }) };
  },

  GetPipelineExecution: async (input, request, { moto, runtime }) => {
    const name = asText(input['pipelineName']);
    await storedPipeline(moto, request, name);
    const execution = findExecution(historyOf(runtime, request, name), asText(input['pipelineExecutionId']));
    return { pipelineExecution: descriptionOf(execution) };
  },
});

/** Whether the newest runs of all the stage's actions succeeded in an execution. */
function hasSucceeded({ actionRuns }: PipelineHistory, execution: PipelineExecution, stageName: string): boolean {
  const actions = execution.pipeline.stages?.find(({ name }) => name === stageName)?.actions ?? [];
  return actions.every(({ name }) => {
    const own = actionRuns.filter((run) => run.execution === execution && run.stageName === stageName);
    return own.findLast((run) => run.action.name === name)?.status === 'Succeeded';
  });
}

function summaryOf(execution: PipelineExecution): JsonObject {
  const { id, stopReason, startTime, lastUpdateTime, sourceRevisions } = execution;
  return {
    pipelineExecutionId: id,
    ...statusOf(execution),
    startTime: startTime / 1000,
    lastUpdateTime: lastUpdateTime / 1000,
    sourceRevisions: sourceRevisions.map(({ actionName, revisionId, revisionSummary, revisionUrl }) => ({
      actionName,
      revisionId,
      revisionSummary,
      revisionUrl,
    })),
    ...(stopReason !== undefined && { stopTrigger: { reason: stopReason } }),
  };
}

function descriptionOf(execution: PipelineExecution): JsonObject {
  const { id, pipeline, sourceRevisions, variables } = execution;
  return {
    pipelineExecutionId: id,
    pipelineName: pipeline.name,
    pipelineVersion: pipeline.version,
    ...statusOf(execution),
    artifactRevisions: sourceRevisions.map(({ artifactName, created, revisionId, revisionSummary, revisionUrl }) => ({
      name: artifactName,
      created: created / 1000,
      revisionId,
      revisionSummary,
      revisionUrl,
    })),
    variables: Object.entries(variables).map(([name, resolvedValue]) => ({ name, resolvedValue })),
  };
}

function statusOf({ status, statusSummary, trigger, pipeline }: PipelineExecution): JsonObject {
  const { executionMode } = pipeline;
  return { status, statusSummary, trigger, executionMode, executionType: 'STANDARD' };
}
