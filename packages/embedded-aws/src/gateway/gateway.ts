import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { isConnectionError } from '../error-kinds';
import { adjusted } from './adjusted';
import type { AwsAnswer } from './answer';
import type { Authorization } from './authorization/authorization';
import type { Authorizer } from './authorization/authorizer';
import { type Judgement, judge } from './authorization/judge';
import { openAuthorizer } from './authorization/registry';
import { AwsError, errorAnswer } from './aws-error';
import { Dispatcher } from './dispatcher';
import type { MotoAddress } from './moto-client';
import { passThrough } from './passthrough';
import { type NameOperation, operationNames } from './operations';
import { Queues } from './queue';
import { type AwsRequest, operationOf, readHead, type RequestHead } from './request';
import type { Runtime } from './runtime';
import type { Service } from './service';
import { type Session, sessionOf } from './sessions';
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
  /** What IAM was asked and decided; the last one is the refusal if it was refused. @default the caller is not a role: IAM is not asked */
  readonly authorizations?: readonly Authorization[];
}

/** What a gateway stands in front of. */
export interface GatewayOptions {
  readonly moto: MotoAddress;
  /** Account of callers who did not assume a role of another one, 12 digits. */
  readonly account: string;
  /** Region of unsigned calls. */
  readonly region: string;
  /** What is added to moto; of the data planes, the first that takes a request serves it. */
  readonly services: readonly Service[];
  /** Given the address of the gateway once it listens. */
  readonly runtime: () => Runtime;
  /** Where handlers keep what moto has no room for. */
  readonly memory: Memory;
  /** Told of every call. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Told of bugs: the connection of such a call is closed without an answer. */
  readonly onFailure: (error: Error) => void;
}

/** Milliseconds that idle connections stay open; longer than SDKs keep theirs, so that SDKs close them. */
const KEEP_ALIVE_MS = 120_000;

const NOTHING = Buffer.alloc(0);

/**
 * Makes the HTTP server that AWS SDKs talk to. What moto does right is passed through untouched, handlers fill in what it
 * lacks, and what neither does is refused at once with an error of the service's own form.
 * @returns a server that does not listen yet
 */
export function createGateway(options: GatewayOptions): Server {
  const { memory, services } = options;
  const dispatcher = new Dispatcher(
    options.moto,
    services.flatMap(({ handlers = [] }) => handlers),
    options.onFailure,
  );
  const authorizer = openAuthorizer({ memory, services, moto: dispatcher.moto, clock: () => options.runtime().clock });
  const nameOperation = operationNames(services);
  const serving = { ...options, dispatcher, authorizer, nameOperation, queues: new Queues() };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, (incoming, response) => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    serve({ ...serving, endpoint }, incoming, response).catch((error: unknown) => {
      // That a caller has closed the connection is no failure.
      const isClosed = incoming.socket.destroyed && isConnectionError(error);
      response.destroy();
      if (!isClosed) {
        options.onFailure(new Error(`${incoming.method ?? ''} ${incoming.url ?? ''} failed`, { cause: error }));
      }
    });
  });
  return server;
}

interface Serving extends GatewayOptions {
  readonly dispatcher: Dispatcher;
  readonly authorizer: Authorizer;
  readonly nameOperation: NameOperation;
  readonly queues: Queues;
  readonly endpoint: string;
}

async function serve(serving: Serving, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const planes = serving.services.flatMap(({ dataPlanes = [] }) => dataPlanes);
  const plane = planes.find(({ takes }) => takes(incoming));
  if (plane !== undefined) return plane.serve(incoming, response, serving.runtime());
  const started = performance.now();
  const answered = await answer(serving, incoming, response);
  const durationMs = performance.now() - started;
  serving.onRequest?.({ ...answered, status: response.statusCode, durationMs });
}

async function answer(
  serving: Serving,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<Omit<RequestEvent, 'status' | 'durationMs'>> {
  const head = readHead(incoming.method ?? 'GET', incoming.url ?? '/', incoming.headers, serving.region);
  const session = sessionOf(serving.memory, head.scope.accessKeyId);
  const call = {
    ...head,
    account: session?.account ?? serving.account,
    operation: operationOf(head, NOTHING, serving.nameOperation),
  };
  const passes = head.scope.service === 's3' && isUntouched(serving.dispatcher, call.operation);
  const body = passes ? NOTHING : await buffer(incoming);
  const request: AwsRequest = { ...call, body, operation: operationOf(head, body, serving.nameOperation) };
  const { refusal, ...judged } = await judgementOf(serving, session, request);
  const outcome = refusal ?? (await adjusted(serving.services, request, serving.dispatcher.moto));
  if (outcome instanceof AwsError) {
    incoming.resume();
    writeAnswer(response, errorAnswer(request.protocol, outcome));
  } else if (passes) await passOn(serving, outcome, incoming, response);
  else writeAnswer(response, await dispatch(serving, outcome));
  const { service, region } = head.scope;
  return { service, region, operation: request.operation, ...judged };
}

/** Only calls of roles are judged: not those of an account's owner, nor calls with keys that were not issued here. */
async function judgementOf(
  { authorizer }: Serving,
  session: Session | undefined,
  request: AwsRequest,
): Promise<Partial<Judgement>> {
  return session?.role === undefined ? {} : judge(authorizer, session.role, request);
}

async function passOn(
  { moto, queues }: Serving,
  call: AwsRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const pass = (): Promise<void> => passThrough(moto, call, incoming, response);
  await (isConditional(call) ? queues.run(`${call.account} ${call.path}`, pass) : pass());
}

async function dispatch({ dispatcher, authorizer, ...serving }: Serving, request: AwsRequest): Promise<AwsAnswer> {
  const answer = await dispatcher.dispatch(request, { ...serving, runtime: serving.runtime() });
  authorizer.noticeCall(request);
  return answer;
}

/** A write that looks before it leaps: moto would let another in between. */
function isConditional({ method, headers }: RequestHead): boolean {
  return method === 'PUT' && (headers['if-none-match'] ?? headers['if-match']) !== undefined;
}

/** Whether moto alone answers this S3 operation. What has no name would be taken for another operation by moto. */
function isUntouched(dispatcher: Dispatcher, operation: string): boolean {
  return !operation.includes(' ') && dispatcher.handlersOf('s3', operation).length === 0;
}
