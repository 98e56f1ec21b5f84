import type { PipelineHistory } from '../runtime/pipeline-history';
import type { ActionRun } from '../runtime/records';
import { historyOf } from '../runtime/start-execution';
import { asObject, asText, type JsonObject } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import type { ArtifactObject } from '../../codebuild/api';
import { findExecution } from './lookup';
import { maskConfiguration } from './oauth-tokens';
import { pageOf } from './page';
import { storedPipeline } from './stored-pipeline';

/** Tells what the actions of executions did, the newest first. */
export const actionReports = jsonHandler('codepipeline', {
  ListActionExecutions: async (input, request, { moto, runtime }) => {
    const name = asText(input['pipelineName']);
    await storedPipeline(moto, request, name);
    const listed = listedRuns(historyOf(runtime, request, name), asObject(input['filter']));
    const { items, nextToken } = pageOf([...listed].reverse(), input);
    return {
      actionExecutionDetails: items.map((run) => detailsOf(run, request.scope.region)),
      ...(nextToken !== undefined && { nextToken }),
    };
  },
});

function listedRuns(history: PipelineHistory, filter: JsonObject): readonly ActionRun[] {
  const latest = filter['latestInPipelineExecution'];
  const id = filter['pipelineExecutionId'] ?? asObject(latest)['pipelineExecutionId'];
  if (id === undefined) return history.actionRuns;
  const execution = findExecution(history, asText(id));
  const runs = history.actionRuns.filter((run) => run.execution === execution);
  return latest === undefined ? runs : runs.filter((run) => run === newestLike(runs, run));
}

function newestLike(runs: readonly ActionRun[], { stageName, action }: ActionRun): ActionRun | undefined {
  return runs.findLast((run) => run.stageName === stageName && run.action.name === action.name);
}

function detailsOf(run: ActionRun, region: string): JsonObject {
  const { id, execution, stageName, action } = run;
  return {
    pipelineExecutionId: execution.id,
    actionExecutionId: id,
    pipelineVersion: execution.pipeline.version,
    stageName,
    actionName: action.name,
    startTime: run.startTime / 1000,
    lastUpdateTime: run.lastUpdateTime / 1000,
    status: run.status,
    input: inputOf(run, region),
    output: outputOf(run),
  };
}

function inputOf({ action, resolvedConfiguration, inputArtifacts }: ActionRun, region: string): JsonObject {
  return {
    actionTypeId: action.actionTypeId,
    configuration: maskConfiguration(action.configuration ?? {}),
    resolvedConfiguration: maskConfiguration(resolvedConfiguration),
    roleArn: action.roleArn,
    region: action.region ?? region,
    inputArtifacts: inputArtifacts.map(artifactDetail),
    namespace: action.namespace,
  };
}

function outputOf(run: ActionRun): JsonObject {
  const { externalExecutionId, externalExecutionUrl, summary, errorDetails, outputVariables } = run;
  const outputArtifacts = run.status === 'Succeeded' ? run.outputArtifacts.map(artifactDetail) : [];
  const executionResult = {
    externalExecutionId,
    externalExecutionSummary: summary,
    externalExecutionUrl,
    errorDetails,
  };
  return { outputArtifacts, executionResult, outputVariables };
}

function artifactDetail({ name, bucket, key }: ArtifactObject): JsonObject {
  return { name, s3location: { bucket, key } };
}
