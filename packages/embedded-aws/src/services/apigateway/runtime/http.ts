import type { Integration } from '@aws-sdk/client-api-gateway';

import { askBackend, DEFAULT_TIMEOUT_MS } from './backend';
import { backendAddress, mappedHeaders, mappedParameters } from './backend-parameters';
import type { ApiAnswer, AuthorizedCall } from './call';
import type { HeaderValues } from './header-rules';
import { answerOf } from './integration-response';
import { integrationBody } from './templates';

/**
 * Asks an HTTP backend what the integration says, and makes the API's own answer of what it answers (integration type
 * HTTP). Of the client's headers only those of the body go along.
 * @throws Refusal if the backend does not answer
 */
export async function callHttp(call: AuthorizedCall, integration: Integration): Promise<ApiAnswer> {
  const started = performance.now();
  const mapped = mappedParameters(call, integration);
  const { httpMethod = 'GET', timeoutInMillis: timeoutMs = DEFAULT_TIMEOUT_MS } = integration;
  const { head, body } = await askBackend(call.runtime, {
    ...backendAddress(call, integration, mapped, ''),
    method: httpMethod === 'ANY' ? (call.incoming.method ?? 'GET') : httpMethod,
    headers: { ...headersOf(call), ...mappedHeaders(mapped) },
    body: integrationBody(call, integration),
    timeoutMs,
  });
  const status = head.statusCode ?? 502;
  const output = { headers: head.headersDistinct as HeaderValues, body };
  const latencyMs = performance.now() - started;
  return { ...answerOf(call, integration, String(status), output), integration: { status, latencyMs } };
}

function headersOf({ incoming, address, traceId }: AuthorizedCall): HeaderValues {
  return {
    accept: ['application/json'],
    'content-type': [incoming.headers['content-type'] ?? 'application/json'],
    'user-agent': [`AmazonAPIGateway_${address.restApiId}`],
    'x-amzn-apigateway-api-id': [address.restApiId],
    'x-amzn-trace-id': [traceId],
  };
}
