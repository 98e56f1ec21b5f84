import { succeeded } from '../../../gateway/calls';
import { pipelineHistories } from '../runtime/pipeline-history';
import { startExecution } from '../runtime/start-execution';
import type { Handler } from '../../../gateway/handler';
import { asObject, asText, jsonOf } from '../../../gateway/json';
import { callerOf } from './caller';
import { storedPipeline } from './stored-pipeline';

/** Runs a pipeline when it is created. One with a variable that has no default waits for a start that gives its value. */
export const creations: Handler = {
  service: 'codepipeline',
  operations: ['CreatePipeline'],
  handle: async (request, next, { memory, moto, runtime }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const { pipeline } = await storedPipeline(moto, request, asText(asObject(jsonOf(request)['pipeline'])['name']));
    const hasValues = (pipeline.variables ?? []).every(({ defaultValue }) => defaultValue !== undefined);
    const trigger = { triggerType: 'CreatePipeline', triggerDetail: callerOf(request, memory) } as const;
    if (hasValues) startExecution(runtime, request, pipeline, { trigger });
    return answer;
  },
};

/** Ends the executions of a pipeline that is deleted, and forgets its history. */
export const deletions: Handler = {
  service: 'codepipeline',
  operations: ['DeletePipeline'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    const histories = pipelineHistories.in(memory, request);
    const name = asText(jsonOf(request)['name']);
    histories.get(name)?.deleted.abort();
    histories.delete(name);
    return answer;
  },
};
