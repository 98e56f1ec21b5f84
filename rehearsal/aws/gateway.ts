import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { Dispatcher } from './dispatcher';
import type { Gap } from './gap';
import type { MotoAddress } from './moto-client';
import { passThrough } from './passthrough';
import type { DataPlane } from './data-plane';
import { Queues } from './queue';
import { type AwsRequest, operationOf, readHead, type RequestHead } from './request';
import type { Runtime } from './runtime';
import { sessionOf } from './sessions';
import type { Memory } from './table';
import { writeAnswer } from './write-answer';

/** One call, after it was answered. */
export interface RequestEvent {
  /** Signing name of the service. */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** HTTP status. */
  readonly status: number;
  readonly durationMs: number;
}

/** What a gateway stands in front of. */
export interface GatewayOptions {
  readonly moto: MotoAddress;
  /** Account of callers who did not assume a role of another one, 12 digits. */
  readonly account: string;
  /** Region of unsigned calls. */
  readonly region: string;
  readonly gaps: readonly Gap[];
  /** What serves requests that are not calls of AWS, but of what runs there; the first that takes a request serves it. */
  readonly dataPlanes: readonly DataPlane[];
  /** Given the address of the gateway once it listens. */
  readonly runtime: () => Runtime;
  /** Where gaps keep what moto has no room for. */
  readonly memory: Memory;
  /** Told of every call. */
  readonly onRequest?: (event: RequestEvent) => void;
}

/** Milliseconds that idle connections stay open; longer than SDKs keep theirs, so that it is they who close. */
const KEEP_ALIVE_MS = 120_000;

const NOTHING = Buffer.alloc(0);

/**
 * Makes the HTTP server that AWS SDKs talk to. What moto does right is passed through untouched, gaps fill in what it
 * lacks, and what nobody does is refused at once with an error of the service's own form.
 * @returns a server that does not listen yet
 */
export function createGateway(options: GatewayOptions): Server {
  const serving = { ...options, dispatcher: new Dispatcher(options.moto, options.gaps), queues: new Queues() };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, (incoming, response) => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Nobody is left to tell when a caller goes away in the middle.
    serve({ ...serving, endpoint }, incoming, response).catch(() => response.destroy());
  });
  return server;
}

interface Serving extends GatewayOptions {
  readonly dispatcher: Dispatcher;
  readonly queues: Queues;
  readonly endpoint: string;
}

async function serve(serving: Serving, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const plane = serving.dataPlanes.find(({ takes }) => takes(incoming));
  if (plane !== undefined) return plane.serve(incoming, response, serving.runtime());
  const started = performance.now();
  const { service, region, operation } = await answer(serving, incoming, response);
  const durationMs = performance.now() - started;
  serving.onRequest?.({ service, operation, region, status: response.statusCode, durationMs });
}

async function answer(
  { dispatcher, queues, moto, ...serving }: Serving,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<Pick<RequestEvent, 'service' | 'region' | 'operation'>> {
  const head = readHead(incoming.method ?? 'GET', incoming.url ?? '/', incoming.headers, serving.region);
  const account = sessionOf(serving.memory, head.scope.accessKeyId)?.account ?? serving.account;
  const call: Omit<AwsRequest, 'body'> = { ...head, account, operation: operationOf(head, NOTHING) };
  if (head.scope.service === 's3' && isUntouched(dispatcher, call.operation)) {
    const pass = (): Promise<void> => passThrough(moto, call, incoming, response);
    await (isConditional(call) ? queues.run(`${account} ${call.path}`, pass) : pass());
    return { ...head.scope, operation: call.operation };
  }
  const body = await buffer(incoming);
  const operation = operationOf(head, body);
  writeAnswer(
    response,
    await dispatcher.dispatch({ ...call, operation, body }, { ...serving, runtime: serving.runtime() }),
  );
  return { ...head.scope, operation };
}

/** A write that looks before it leaps: moto would let another in between. */
function isConditional({ method, headers }: RequestHead): boolean {
  return method === 'PUT' && (headers['if-none-match'] ?? headers['if-match']) !== undefined;
}

/** Whether moto alone answers this S3 operation. What has no name would be taken for another operation by moto. */
function isUntouched(dispatcher: Dispatcher, operation: string): boolean {
  return !operation.includes(' ') && dispatcher.gapsOf('s3', operation).length === 0;
}
