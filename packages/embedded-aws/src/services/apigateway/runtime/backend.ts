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

import type { Runtime } from '../../../gateway/runtime';
import type { BackendAddress } from './backend-parameters';
import { Refusal } from './gateway-response';
import type { HeaderValues } from './header-rules';

/** Milliseconds that a backend has unless the integration says otherwise (API Reference, "PutIntegration"). */
export const DEFAULT_TIMEOUT_MS = 29_000;

/** A request to a backend. */
export interface BackendRequest extends BackendAddress {
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
    // The race was decided above: the loser is only told that it was aborted.
    late.catch(() => undefined);
    asked.catch(() => undefined);
  }
}

class TimeoutError extends Error {}

async function answerOf(outgoing: ClientRequest, sent: Buffer): Promise<BackendAnswer> {
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  // Errors before the answer reject the wait for it; later ones end the answer's stream.
  outgoing.on('error', () => undefined);
  outgoing.end(sent);
  const [head] = await answered;
  return { head, body: await buffer(head) };
}

/** @throws Refusal if a header, which may come from the client, or the URI hold what they cannot */
function open(runtime: Runtime, request: BackendRequest, signal: AbortSignal): ClientRequest {
  const route = routeOf(runtime, request);
  const headers = { ...single(request.headers), ...lengthOf(request) };
  const options: RequestOptions = { ...route, method: request.method, headers, agent: false, signal };
  try {
    return (route.protocol === 'https:' ? httpsRequest : httpRequest)(options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_INVALID_CHAR') throw new Refusal('DEFAULT_4XX');
    if (code === 'ERR_UNESCAPED_CHARACTERS') throw new Refusal('API_CONFIGURATION_ERROR');
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

/** The gateway is used as an HTTP proxy: the request target names the destination, and the Host header may differ. */
function routeOf(
  runtime: Runtime,
  { origin: { protocol, hostname, port, host }, target }: BackendAddress,
): Pick<RequestOptions, 'protocol' | 'host' | 'port' | 'path'> {
  if (ON_GATEWAY.test(hostname)) {
    const name = `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
    const gateway = new URL(runtime.endpoint);
    return { protocol: 'http:', host: gateway.hostname, port: gateway.port, path: `http://${name}${target}` };
  }
  if (LOOPBACK.test(hostname)) {
    return { protocol, host: hostname.replace(/[[\]]/g, ''), port, path: target };
  }
  const message = `The embedded AWS does not reach ${host}: it reaches its own load balancers and APIs, and this machine.`;
  throw new Refusal('INTEGRATION_FAILURE', { message, status: 502, integration: { latencyMs: 0, error: message } });
}
