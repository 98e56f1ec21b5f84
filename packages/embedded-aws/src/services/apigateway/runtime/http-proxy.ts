import type { Integration } from '@aws-sdk/client-api-gateway';

import { askBackend, type BackendRequest, DEFAULT_TIMEOUT_MS } from './backend';
import { backendAddress, mappedHeaders, mappedParameters, type MappedParameters } from './backend-parameters';
import type { ApiAnswer, AuthorizedCall } from './call';
import { sourceIpOf } from './context';
import { forwardedHeaders, type HeaderValues, returnedHeaders } from './header-rules';

/**
 * Hands a request to an HTTP backend as it is, and the answer back (integration type HTTP_PROXY).
 * @throws Refusal if the backend does not answer
 */
export async function proxyToHttp(call: AuthorizedCall, integration: Integration): Promise<ApiAnswer> {
  const started = performance.now();
  const { head, body } = await askBackend(call.runtime, backendRequest(call, integration));
  const status = head.statusCode ?? 502;
  const headers = returnedHeaders(head.headers);
  return {
    status,
    headers: bodiless(status) ? headers : { 'content-type': 'application/json', ...headers },
    body,
    integration: { status, latencyMs: performance.now() - started },
  };
}

function bodiless(status: number): boolean {
  return status === 204 || status === 304;
}

function backendRequest(call: AuthorizedCall, integration: Integration): BackendRequest {
  const mapped = mappedParameters(call, integration);
  const { httpMethod = 'ANY', timeoutInMillis: timeoutMs = DEFAULT_TIMEOUT_MS } = integration;
  return {
    ...backendAddress(call, integration, mapped, call.address.search.slice(1)),
    method: httpMethod === 'ANY' ? (call.incoming.method ?? 'GET') : httpMethod,
    headers: headersOf(call, mapped),
    body: call.body,
    timeoutMs,
  };
}

function headersOf(call: AuthorizedCall, mapped: MappedParameters): HeaderValues {
  const { address, incoming, traceId } = call;
  const forwarded = forwardedHeaders(incoming.headersDistinct);
  return {
    'user-agent': [`AmazonAPIGateway_${address.restApiId}`],
    ...forwarded,
    'x-amzn-apigateway-api-id': [address.restApiId],
    'x-amzn-trace-id': [traceId],
    'x-forwarded-for': [[...(forwarded['x-forwarded-for'] ?? []), sourceIpOf(call)].join(', ')],
    // API Gateway takes nothing but HTTPS, so that is what backends are told.
    'x-forwarded-port': ['443'],
    'x-forwarded-proto': ['https'],
    ...mappedHeaders(mapped),
  };
}
