import { type IncomingMessage, request as httpRequest } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

import { type AwsAnswer, endToEnd } from './answer';
import type { RequestHead } from './request';
import { authorizationOf } from './scope';

/** Where moto listens on 127.0.0.1. */
export interface MotoAddress {
  readonly port: number;
}

/** A call as moto gets it. */
export interface MotoCall extends RequestHead {
  /** The account whose state it acts on. */
  readonly account: string;
  readonly body: Buffer;
}

/**
 * Sends a call to moto, exactly once: what moto did is not undone when the answer is lost, so a second try would find
 * that the thing already exists. Each call has a connection of its own for the same reason.
 */
export async function callMoto(moto: MotoAddress, call: MotoCall): Promise<AwsAnswer> {
  const framed = { ...call, headers: { ...call.headers, 'content-length': String(call.body.length) } };
  const response = await openMoto(moto, framed, call.body);
  return readAnswer(response);
}

/** Reads what moto answered to the end. */
export async function readAnswer(response: IncomingMessage): Promise<AwsAnswer> {
  const body = await buffer(response);
  return { status: response.statusCode ?? 0, headers: endToEnd(response.headers), body };
}

/** Like {@link callMoto}, for bodies that are not held in memory. */
export async function openMoto(
  { port }: MotoAddress,
  call: Omit<MotoCall, 'body'>,
  body: Buffer | Readable,
): Promise<IncomingMessage> {
  const outgoing = httpRequest({
    host: '127.0.0.1',
    port,
    agent: false,
    method: call.method,
    path: call.target,
    headers: motoHeaders(call),
  });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
  });
  if (Buffer.isBuffer(body)) outgoing.end(body);
  else await Promise.race([response, pipeline(body, outgoing)]);
  return response;
}

/** moto takes the account from a header of its own and the service from the signature, so unsigned calls get one. */
function motoHeaders({ headers, scope, account }: Omit<MotoCall, 'body'>): Record<string, string | string[]> {
  const all = { authorization: authorizationOf(scope), ...endToEnd(headers), 'x-moto-account-id': account };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined),
  );
}
