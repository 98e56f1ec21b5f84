import { AwsError } from '../../../gateway/aws-error';
import type { PipelineHistory } from '../runtime/pipeline-history';
import type { PipelineExecution } from '../runtime/records';
import { continueExecution, historyOf } from '../runtime/start-execution';
import { asText } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import { checkStage, findExecution } from './lookup';
import { storedPipeline } from './stored-pipeline';

/** Lets executions try a stage again in which they failed or were stopped. */
export const retries = jsonHandler('codepipeline', {
  RetryStageExecution: async (input, request, { moto, runtime }) => {
    const name = asText(input['pipelineName']);
    const stageName = asText(input['stageName']);
    const { pipeline } = await storedPipeline(moto, request, name);
    checkStage(pipeline, stageName);
    const history = historyOf(runtime, request, name);
    const execution = findExecution(history, asText(input['pipelineExecutionId']));
    checkRetryable(history, execution, stageName);
    if (pipeline.version !== execution.pipeline.version) {
      throw notRetryable('The pipeline structure has changed since the stage failed');
    }
    history.gateOf(stageName).reenter(execution);
    execution.status = 'InProgress';
    execution.abandoned = new AbortController();
    const onlyFailedActions = input['retryMode'] === 'FAILED_ACTIONS';
    continueExecution(runtime, request, history, execution, { stageName, onlyFailedActions });
    return { pipelineExecutionId: execution.id };
  },
});

/** Source: CodePipeline API Reference, "RetryStageExecution". */
function checkRetryable(history: PipelineHistory, execution: PipelineExecution, stageName: string): void {
  const gate = history.gateOf(stageName);
  if (execution.pipeline.executionMode !== 'PARALLEL' && gate.latest !== execution) {
    throw new AwsError(
      'NotLatestPipelineExecutionException',
      `Execution '${execution.id}' is not the latest one in stage '${stageName}'`,
    );
  }
  if (execution.status !== 'Failed' && execution.status !== 'Stopped') {
    throw notRetryable(`The status of the execution is ${execution.status}`);
  }
  const status = execution.stageStatuses.get(stageName);
  if (status !== 'Failed' && status !== 'Stopped') {
    throw notRetryable(`Execution '${execution.id}' neither failed nor was stopped in stage '${stageName}'`);
  }
}

function notRetryable(reason: string): AwsError {
  return new AwsError('StageNotRetryableException', `The stage cannot be retried: ${reason}`);
}
