import type { PipelineVariable, SourceRevisionOverride } from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../../gateway/aws-error';
import { historyOf, startExecution } from '../runtime/start-execution';
import { stopExecution } from '../runtime/stop-execution';
import { asList, asText } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import { callerOf } from './caller';
import { findExecution } from './lookup';
import { storedPipeline } from './stored-pipeline';

/** Starts and stops executions; what moto answers here has never run. */
export const executions = jsonHandler('codepipeline', {
  StartPipelineExecution: async (input, request, { memory, moto, runtime }) => {
    const { pipeline } = await storedPipeline(moto, request, asText(input['name']));
    const token = input['clientRequestToken'];
    const execution = startExecution(runtime, request, pipeline, {
      trigger: { triggerType: 'StartPipelineExecution', triggerDetail: callerOf(request, memory) },
      variables: asList(input['variables']) as readonly PipelineVariable[],
      sourceRevisions: asList(input['sourceRevisions']) as readonly SourceRevisionOverride[],
      ...(token !== undefined && { clientRequestToken: asText(token) }),
    });
    return { pipelineExecutionId: execution.id };
  },

  StopPipelineExecution: async (input, request, { moto, runtime }) => {
    const name = asText(input['pipelineName']);
    await storedPipeline(moto, request, name);
    const history = historyOf(runtime, request, name);
    const execution = findExecution(history, asText(input['pipelineExecutionId']));
    const abandon = input['abandon'] === true;
    if (execution.status === 'Stopping' && !(abandon && !execution.abandoned.signal.aborted)) {
      throw new AwsError('DuplicatedStopRequestException', `Execution '${execution.id}' is stopping already`);
    }
    if (execution.status !== 'InProgress' && execution.status !== 'Stopping') {
      throw new AwsError(
        'PipelineExecutionNotStoppableException',
        `Execution '${execution.id}' cannot be stopped: its status is ${execution.status}`,
      );
    }
    stopExecution(history, execution, { abandon, reason: asText(input['reason']) });
    return { pipelineExecutionId: execution.id };
  },

  RollbackStage: () => {
    throw new AwsError('UnsupportedOperation', 'The embedded AWS does not roll stages back.');
  },
});
