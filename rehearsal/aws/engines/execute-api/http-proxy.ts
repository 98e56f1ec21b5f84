import type { Integration } from '@aws-sdk/client-api-gateway';

import { askBackend, type BackendRequest } from './backend';
import type { ApiAnswer, AuthorizedCall } from './call';
import { contextOf, sourceIpOf } from './context';
import { Refusal } from './gateway-response';
import { forwardedHeaders, type HeaderValues, returnedHeaders } from './header-rules';
import { valueOf } from './parameters';
import { renderUri } from './variables';

/** Milliseconds that a backend has unless the integration says otherwise (API Reference, "PutIntegration"). */
const DEFAULT_TIMEOUT_MS = 29_000;

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
  const { httpMethod = 'ANY', timeoutInMillis = DEFAULT_TIMEOUT_MS } = integration;
  return {
    url: urlOf(call, integration, mapped),
    method: httpMethod === 'ANY' ? (call.incoming.method ?? 'GET') : httpMethod,
    headers: headersOf(call, mapped),
    body: call.body,
    timeoutMs: timeoutInMillis,
  };
}

/** Values for the backend by where they go: `path`, `querystring` or `header`. */
type Mapped = Readonly<Record<string, ReadonlyMap<string, string>>>;

function mappedParameters(call: AuthorizedCall, { requestParameters = {} }: Integration): Mapped {
  const sources = { call, context: contextOf(call, call.claims), pathParameters: call.pathParameters };
  const mapped: Record<string, Map<string, string>> = { path: new Map(), querystring: new Map(), header: new Map() };
  for (const [target, source] of Object.entries(requestParameters)) {
    const [, place = '', name = ''] = /^integration\.request\.(path|querystring|header)\.(.+)$/.exec(target) ?? [];
    const value = valueOf(source, sources);
    if (value !== undefined) mapped[place]?.set(name, value);
  }
  return mapped;
}

/**
 * The integration's URI with its parameters filled in and the client's query behind it.
 * @throws Refusal `API_CONFIGURATION_ERROR` if that is no URL
 */
function urlOf(call: AuthorizedCall, { uri = '' }: Integration, mapped: Mapped): URL {
  const filled = renderUri(uri, call.stage.variables ?? {}).replace(/\{([^}]+)\}/g, (all, name: string) => {
    const value = mapped['path']?.get(name);
    return value === undefined ? all : encodePath(value);
  });
  if (!URL.canParse(filled)) throw new Refusal('API_CONFIGURATION_ERROR');
  const url = new URL(filled);
  url.search = [url.search.slice(1), call.address.search.slice(1)].filter((part) => part !== '').join('&');
  for (const [name, value] of mapped['querystring'] ?? []) url.searchParams.set(name, value);
  return url;
}

/** Encodes what no path can hold; a slash stays one. */
function encodePath(value: string): string {
  return encodeURI(value).replaceAll('?', '%3F').replaceAll('#', '%23');
}

function headersOf(call: AuthorizedCall, mapped: Mapped): HeaderValues {
  const { address, incoming, traceId } = call;
  const forwarded = forwardedHeaders(incoming.headersDistinct);
  const set = [...(mapped['header'] ?? [])].map(([name, value]) => [name.toLowerCase(), [value]]);
  return {
    'user-agent': [`AmazonAPIGateway_${address.restApiId}`],
    ...forwarded,
    'x-amzn-apigateway-api-id': [address.restApiId],
    'x-amzn-trace-id': [traceId],
    'x-forwarded-for': [[...(forwarded['x-forwarded-for'] ?? []), sourceIpOf(call)].join(', ')],
    // API Gateway takes nothing but HTTPS, so that is what backends are told.
    'x-forwarded-port': ['443'],
    'x-forwarded-proto': ['https'],
    ...(Object.fromEntries(set) as HeaderValues),
  };
}
