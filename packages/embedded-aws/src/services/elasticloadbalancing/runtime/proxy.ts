import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';

import { endToEnd } from '../../../gateway/answer';
import { splitTarget } from './conditions';
import type { Exchange } from './exchange';
import { ErrorPage, writeErrorPage } from './error-page';
import { IdleTimeout } from './idle-timeout';

/** Where a request goes, and how. */
export interface Upstream {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Whether the target speaks HTTPS; its certificate is not looked at, as at AWS. */
  readonly isSecure: boolean;
  readonly headers: OutgoingHttpHeaders;
  /** Milliseconds without a byte of either body after which the request is given up. */
  readonly idleMs: number;
}

/**
 * Passes a request on and the answer back, holding neither in memory. Answers 502 if the target cannot be reached or
 * breaks off, 504 if it lets the idle timeout pass; an answer that has begun breaks off for the client, too.
 * @returns a promise that never rejects, settled when the client has its answer or has gone
 */
export async function proxy(
  { incoming, response, runtime }: Pick<Exchange, 'incoming' | 'response' | 'runtime'>,
  upstream: Upstream,
): Promise<void> {
  const outgoing = open(incoming, upstream);
  if (response.destroyed) outgoing.destroy();
  response.once('close', () => outgoing.destroy());
  const idle = new IdleTimeout(runtime.clock, upstream.idleMs, () => outgoing.destroy(new Error('idle')));
  try {
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
    const touch = idle.touch.bind(idle);
    incoming.on('data', touch).pipe(outgoing);
    const [answer] = await answered;
    answer.on('data', touch);
    const cookies = [response.getHeader('set-cookie') ?? [], answer.headers['set-cookie'] ?? []].flat().map(String);
    const headers = { ...endToEnd(answer.headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) };
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
    await pipeline(answer, response);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else
      writeErrorPage(
        response,
        idle.isOver ? late(upstream) : new ErrorPage(502, `The target failed: ${String(error)}`),
      );
  } finally {
    idle.end();
  }
}

function late({ idleMs }: Upstream): ErrorPage {
  return new ErrorPage(504, `The target did not answer in the idle timeout of ${idleMs / 1000} seconds.`);
}

function open(incoming: IncomingMessage, { port, isSecure, headers }: Upstream): ClientRequest {
  const { pathname, search } = splitTarget(incoming.url ?? '/');
  const outgoing = (isSecure ? httpsRequest : httpRequest)({
    host: '127.0.0.1',
    port,
    method: incoming.method,
    path: `${pathname}${search}`,
    headers,
    rejectUnauthorized: false,
    // A connection of its own for each request: one that was kept could close at the moment when it is used again.
    agent: false,
  });
  // Errors before the answer reject the wait for it; later ones end the answer's stream.
  outgoing.on('error', () => undefined);
  return outgoing;
}
