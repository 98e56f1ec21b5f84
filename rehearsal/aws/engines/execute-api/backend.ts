import { once } from 'node:events';
import {
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as httpRequest,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';

import type { Runtime } from '../../runtime';
import { Refusal } from './gateway-response';
import type { HeaderValues } from './header-rules';

/** Milliseconds that a backend has unless the integration says otherwise (API Reference, "PutIntegration"). */
export const DEFAULT_TIMEOUT_MS = 29_000;

/** A request to a backend. */
export interface BackendRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: HeaderValues;
  readonly body: Buffer;
  /** Milliseconds after which it is given up. */
  readonly timeoutMs: number;
}

/** What a backend answered. */
export interface BackendAnswer {
  readonly head: IncomingMessage;
  readonly body: Buffer;
}

/** Names of what is served on the gateway: load balancers and other APIs. */
const ON_GATEWAY =
  /\.elb(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$|\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/;

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Sends a request to a backend, once.
 * @throws Refusal `INTEGRATION_FAILURE` if it cannot be reached or breaks off, `INTEGRATION_TIMEOUT` if it is too slow
 */
export async function askBackend(runtime: Runtime, request: BackendRequest): Promise<BackendAnswer> {
  const started = performance.now();
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, runtime.signal]);
  const asked = answerOf(open(runtime, request, signal), request.body);
  const late = runtime.clock.limit(request.timeoutMs, signal).then(() => Promise.reject(new TimeoutError()));
  try {
    return await Promise.race([asked, late]);
  } catch (error) {
    const latencyMs = performance.now() - started;
    if (error instanceof Refusal) throw error;
    if (error instanceof TimeoutError) {
      const failure = 'Execution failed due to a timeout error';
      throw new Refusal('INTEGRATION_TIMEOUT', { integration: { latencyMs, error: failure } });
    }
    const failure = `Execution failed due to a network error communicating with endpoint: ${String(error)}`;
    throw new Refusal('INTEGRATION_FAILURE', { integration: { latencyMs, error: failure } });
  } finally {
    over.abort();
    late.catch(() => undefined);
    asked.catch(() => undefined);
  }
}

class TimeoutError extends Error {}

async function answerOf(outgoing: ClientRequest, sent: Buffer): Promise<BackendAnswer> {
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  outgoing.end(sent);
  const [head] = await answered;
  return { head, body: await buffer(head) };
}

/** @throws Refusal if a header holds what none can hold, which came from the client */
function open(runtime: Runtime, request: BackendRequest, signal: AbortSignal): ClientRequest {
  const route = routeOf(runtime, request.url);
  const headers = { ...single(request.headers), ...lengthOf(request) };
  const options: RequestOptions = { ...route, method: request.method, headers, agent: false, signal };
  try {
    return (route.protocol === 'https:' ? httpsRequest : httpRequest)(options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_INVALID_CHAR') throw new Refusal('DEFAULT_4XX');
    throw error;
  }
}

/** Headers with one value as Node wants them: its Host is no list. */
function single(headers: HeaderValues): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? values[0] : [...values]]),
  );
}

/** Methods that say nothing with an empty body need not say that it is empty (RFC 9110, "Content-Length"). */
function lengthOf({ method, body }: BackendRequest): OutgoingHttpHeaders {
  const isLeftOut = body.length === 0 && ['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method);
  return isLeftOut ? {} : { 'content-length': String(body.length) };
}

/** The gateway is asked as an HTTP proxy: the target names whom the request is for, whatever its Host header says. */
function routeOf(runtime: Runtime, url: URL): Pick<RequestOptions, 'protocol' | 'host' | 'port' | 'path'> {
  const { protocol, hostname } = url;
  const target = `${url.pathname}${url.search}`;
  if (ON_GATEWAY.test(hostname)) {
    const port = url.port || (protocol === 'https:' ? '443' : '80');
    const gateway = new URL(runtime.endpoint);
    return {
      protocol: 'http:',
      host: gateway.hostname,
      port: gateway.port,
      path: `http://${hostname}:${port}${target}`,
    };
  }
  if (LOOPBACK.test(hostname)) {
    return { protocol, host: hostname.replace(/[[\]]/g, ''), port: url.port, path: target };
  }
  const message = `The embedded AWS does not reach ${url.host}: it reaches its own load balancers and APIs, and this machine.`;
  throw new Refusal('INTEGRATION_FAILURE', { message, status: 502, integration: { latencyMs: 0, error: message } });
}
