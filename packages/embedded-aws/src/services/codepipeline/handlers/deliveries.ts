import { BlockList, isIP } from 'node:net';

import { AwsError } from '../../../gateway/aws-error';
import { startExecution } from '../runtime/start-execution';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, jsonAnswer, type JsonObject } from '../../../gateway/json';
import type { Place } from '../../../gateway/table';
import { storedPipeline } from './stored-pipeline';
import { webhooks } from './webhook';
import { passes } from './webhook-filter';
import { isSigned, payloadOf, type WebhookRequest } from './webhook-request';

/**
 * The address that repositories call. AWS documents that calls have to be authentic and to pass all filters before a
 * pipeline starts, not with what it answers to others: here, those that are not authentic are refused, and those that
 * tell of something else are taken note of.
 */
export const deliveries: Handler = {
  service: 'codepipeline',
  operations: ['POST /webhooks/trigger'],
  handle: async (request, _, { endpoint, memory, moto, runtime }) => {
    const webhook = webhooks.all(memory).find(({ url }) => asText(url) === endpoint + request.target);
    if (webhook === undefined) {
      throw new AwsError('WebhookNotFoundException', 'There is no webhook with this URL.', 404);
    }
    const definition = asObject(webhook['definition']);
    checkAuthenticity(definition, request);
    const arn = asText(webhook['arn']);
    const place = placeOf(arn);
    const { pipeline } = await storedPipeline(moto, place, asText(definition['targetPipeline']));
    const actions = (pipeline.stages ?? []).flatMap((stage) => stage.actions ?? []);
    const target = actions.find(({ name }) => name === definition['targetAction']);
    const event = payloadOf(request);
    const filters = asList(definition['filters']).map(asObject);
    if (!filters.every((filter) => passes(event, filter, target?.configuration ?? {}))) return jsonAnswer({});
    startExecution(runtime, place, pipeline, { trigger: { triggerType: 'Webhook', triggerDetail: arn } });
    return jsonAnswer({});
  },
};

/** @throws AwsError if the webhook's authentication does not let a call in */
function checkAuthenticity({ authentication, authenticationConfiguration }: JsonObject, request: WebhookRequest): void {
  const { SecretToken, AllowedIPRange } = asObject(authenticationConfiguration);
  if (authentication === 'GITHUB_HMAC' && !isSigned(request, asText(SecretToken))) {
    throw new AwsError('AccessDeniedException', "The signature is not one of the webhook's secret.", 403);
  }
  if (authentication === 'IP' && !isInRange(LOOPBACK, asText(AllowedIPRange))) {
    throw new AwsError('AccessDeniedException', `${LOOPBACK} is not in ${asText(AllowedIPRange)}.`, 403);
  }
}

/** Where all callers are: the gateway listens nowhere else. */
const LOOPBACK = '127.0.0.1';

function isInRange(address: string, range: string): boolean {
  const [network = '', prefix] = range.split('/');
  if (isIP(network) !== 4) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(prefix ?? 32));
  return list.check(address);
}

function placeOf(arn: string): Place {
  const [, , , region = '', account = ''] = arn.split(':');
  return { account, scope: { region } };
}
