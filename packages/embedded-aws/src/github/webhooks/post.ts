import { once } from 'node:events';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import ipaddr from 'ipaddr.js';
import { isConnectionError } from '../../error-kinds';
import type { Clock } from '../../clock';
import type { DeliveryRequest, DeliveryResponse } from './delivery';

/** Milliseconds that a receiver has to answer ("Troubleshooting webhooks", GitHub Docs). */
const ANSWER_TIMEOUT_MS = 10_000;

/** Surroundings of a request. */
export interface PostOptions {
  readonly clock: Clock;
  /** Whether the receiver's certificate has to be valid. */
  readonly verifyCertificate: boolean;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request once. Redirections are not followed. Only addresses of this machine are reached: other systems must not
 * learn of rehearsed pushes.
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function post(request: DeliveryRequest, options: PostOptions): Promise<DeliveryResponse> {
  if (!isLoopback(new URL(request.url).hostname)) return unanswered(502, 'failed to connect');
  const finished = new AbortController();
  const signal = AbortSignal.any([finished.signal, options.signal]);
  const late = options.clock.limit(ANSWER_TIMEOUT_MS, signal).then(() => unanswered(504, 'timed out'));
  try {
    return await Promise.race([exchange(request, { ...options, signal }), late]);
  } catch (error) {
    options.signal.throwIfAborted();
    if (!isConnectionError(error)) throw error;
    return unanswered(502, 'failed to connect');
  } finally {
    finished.abort();
  }
}

async function exchange(
  { url, headers, body }: DeliveryRequest,
  { verifyCertificate, signal }: PostOptions,
): Promise<DeliveryResponse> {
  const options = { method: 'POST', headers, agent: false, signal } as const;
  const outgoing = url.startsWith('https:')
    ? requestHttps(url, { ...options, rejectUnauthorized: verifyCertificate })
    : requestHttp(url, options);
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const statusCode = incoming.statusCode ?? 0;
  const isAccepted = statusCode >= 200 && statusCode < 300;
  return {
    statusCode,
    status: isAccepted ? 'OK' : `Invalid HTTP Response: ${statusCode}`,
    headers: headersOf(incoming),
    body: await text(incoming),
  };
}

function headersOf({ rawHeaders }: IncomingMessage): Record<string, string> {
  const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : []));
  return Object.fromEntries(pairs) as Record<string, string>;
}

function unanswered(statusCode: number, status: string): DeliveryResponse {
  return { statusCode, status, headers: {}, body: '' };
}

/** @param hostname - of a URL, where IPv6 addresses have brackets */
function isLoopback(hostname: string): boolean {
  const address = hostname.replace(/^\[(?<address>.*)\]$/, '$<address>');
  if (ipaddr.isValid(address)) return ipaddr.process(address).range() === 'loopback';
  return address === 'localhost' || address.endsWith('.localhost');
}
