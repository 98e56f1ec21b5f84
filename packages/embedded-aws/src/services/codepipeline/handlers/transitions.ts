import { historyOf } from '../runtime/start-execution';
import type { Transition } from '../runtime/stage-gate';
import { AwsError } from '../../../gateway/aws-error';
import type { HandlerContext } from '../../../gateway/handler';
import { asText, type JsonObject } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import type { AwsRequest } from '../../../gateway/request';
import { callerOf } from './caller';
import { checkStage } from './lookup';
import { storedPipeline } from './stored-pipeline';

/** Opens and closes the ways between stages. */
export const transitions = jsonHandler('codepipeline', {
  EnableStageTransition: (input, request, context) => change(input, request, context, { enabled: true }),
  DisableStageTransition: (input, request, context) =>
    change(input, request, context, { enabled: false, disabledReason: asText(input['reason']) }),
});

async function change(
  input: JsonObject,
  request: AwsRequest,
  { moto, memory, runtime }: HandlerContext,
  transition: Transition,
): Promise<JsonObject> {
  const [name, stageName] = [asText(input['pipelineName']), asText(input['stageName'])];
  const { pipeline } = await storedPipeline(moto, request, name);
  checkStage(pipeline, stageName);
  if (input['transitionType'] !== 'Inbound') {
    throw new AwsError('ValidationException', 'The embedded AWS knows transitions of type Inbound only.');
  }
  historyOf(runtime, request, name).gateOf(stageName).transition = {
    ...transition,
    lastChangedBy: callerOf(request, memory),
    lastChangedAt: runtime.clock.now(),
  };
  return {};
}
