import { asObject, asText } from '../../gateway/json';
import type { Call } from '../../gateway/authorization/call';
import { ask, askToPass, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS CodePipeline". */
export function codepipeline(call: Call): Question[] {
  const pipeline = asObject(call.input['pipeline']);
  return [
    ...ask(`codepipeline:${call.operation}`, resourcesOf(call), call.tags),
    ...askToPass([asText(pipeline['roleArn'])], 'codepipeline.amazonaws.com'),
  ];
}

/** Operations on a stage. */
const OF_STAGE =
  /^(DisableStageTransition|EnableStageTransition|OverrideStageCondition|RetryStageExecution|RollbackStage)$/;

function resourcesOf(call: Call): string[] {
  const { operation } = call;
  const arn = (resource: string): string[] => [call.arn('codepipeline', resource)];
  if (call.text('resourceArn') !== '') return [call.text('resourceArn')];
  if (operation === 'PutWebhook') return webhookAndPipeline(call);
  if (operation.includes('Webhook')) return arn(`webhook:${call.text('name') || call.text('webhookName') || '*'}`);
  const pipeline = call.text('name') || call.text('pipelineName') || asText(asObject(call.input['pipeline'])['name']);
  if (pipeline === '') return ['*'];
  if (OF_STAGE.test(operation)) return arn(`${pipeline}/${call.text('stageName')}`);
  if (['PutApprovalResult', 'PutActionRevision'].includes(operation)) {
    return arn(`${pipeline}/${call.text('stageName')}/${call.text('actionName')}`);
  }
  return arn(pipeline);
}

function webhookAndPipeline(call: Call): string[] {
  const { name, targetPipeline } = asObject(call.input['webhook']);
  return [`webhook:${asText(name)}`, asText(targetPipeline)].map((resource) => call.arn('codepipeline', resource));
}
