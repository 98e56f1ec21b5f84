import { randomBytes } from 'node:crypto';

import { arnOf } from '../../../gateway/arn';
import { AwsError } from '../../../gateway/aws-error';
import { callOperation } from '../../../gateway/calls';
import type { Handler, HandlerContext, Next } from '../../../gateway/handler';
import { asList, asObject, asText, jsonAnswer, type JsonObject, jsonOf } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import type { AwsRequest } from '../../../gateway/request';
import { checkWebhook, webhooks } from './webhook';

/** Defines webhooks, which moto lacks. A webhook keeps its URL for life; the secret is given back as it was set. */
export const putWebhook: Handler = {
  service: 'codepipeline',
  operations: ['PutWebhook'],
  handle: async (request, _next, context) => {
    const input = jsonOf(request);
    const definition = asObject(input['webhook']);
    checkWebhook(definition);
    await checkTarget(request, context.moto, definition);
    const webhook = webhookOf(request, context, definition, input);
    webhooks.in(context.memory, request).set(asText(definition['name']), webhook);
    return jsonAnswer({ webhook });
  },
};

function webhookOf(
  request: AwsRequest,
  context: HandlerContext,
  definition: JsonObject,
  input: JsonObject,
): JsonObject {
  const name = asText(definition['name']);
  const before = webhooks.in(context.memory, request).get(name);
  return {
    definition,
    url: before?.['url'] ?? `${context.endpoint}/webhooks/trigger?t=${randomBytes(24).toString('base64url')}&v=1`,
    arn: arnOf(request, 'codepipeline', `webhook:${name}`),
    tags: input['tags'] ?? before?.['tags'] ?? [],
  };
}

async function checkTarget(request: AwsRequest, moto: Next, definition: JsonObject): Promise<void> {
  const { targetPipeline: name, targetAction } = definition;
  const found = await callOperation(request, moto, 'GetPipeline', { name });
  if (found === undefined) {
    throw new AwsError('PipelineNotFoundException', `There is no pipeline with the name '${asText(name)}'`);
  }
  const stages = asList(asObject(found['pipeline'])['stages']).map(asObject);
  const actions = stages.flatMap((stage) => asList(stage['actions']).map(asObject));
  if (!actions.some((action) => action['name'] === targetAction)) {
    throw new AwsError('ValidationException', `Pipeline '${asText(name)}' has no action '${asText(targetAction)}'`);
  }
}

/** Lists and deletes webhooks. */
export const keptWebhooks = jsonHandler('codepipeline', {
  ListWebhooks: (_, request, { memory }) => ({ webhooks: [...webhooks.in(memory, request).values()] }),
  DeleteWebhook: ({ name }, request, { memory }) => {
    webhooks.in(memory, request).delete(asText(name));
    return {};
  },
});
