import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { DataPlane } from '../../../gateway/data-plane';
import type { Runtime } from '../../../gateway/runtime';
import { logAccess } from './access-log';
import { type ApiAddress, addressOf } from './address';
import { authorize } from './authorize';
import { readBody } from './body';
import type { ApiAnswer, ApiCall, Claims } from './call';
import { contextOf } from './context';
import { errorVariables, Refusal, refusalAnswer } from './gateway-response';
import { integrate } from './integrate';
import { findRoute, type Route } from './routes';
import { type ServedStage, storedApis } from './stored';
import type { Variables } from './variables';

/** Serves requests to the REST APIs of API Gateway, by Host or by path. */
export const executeApi: DataPlane = {
  takes: (incoming) => addressOf(incoming) !== undefined,
  serve: async (incoming, response, runtime) => {
    const address = addressOf(incoming);
    if (address === undefined) throw new Error(`no API is at ${incoming.url ?? '/'}`);
    const ids = { requestId: randomUUID(), extendedRequestId: randomBytes(11).toString('base64') };
    const served = await storedApis(runtime).stage(address.restApiId, address.stageName);
    const isOpen = served !== undefined && served.snapshot.restApi.disableExecuteApiEndpoint !== true;
    if (!isOpen) write(response, FORBIDDEN, ids);
    else await serveStage({ incoming, response, runtime, address, served, ids });
  },
};

/** What names a request to AWS's support. */
interface RequestIds {
  readonly requestId: string;
  readonly extendedRequestId: string;
}

/** The answer where no API is to ask what it would say. */
const FORBIDDEN: ApiAnswer = {
  status: 403,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'ForbiddenException' },
  body: Buffer.from('{"message":"Forbidden"}'),
};

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly runtime: Runtime;
  readonly address: ApiAddress;
  readonly served: ServedStage;
  readonly ids: RequestIds;
}

async function serveStage({ incoming, response, runtime, address, served, ids }: Exchange): Promise<void> {
  const startedMs = Math.floor(runtime.clock.now());
  const seconds = Math.floor(startedMs / 1000).toString(16);
  const traceId = `Root=1-${seconds.padStart(8, '0')}-${randomBytes(12).toString('hex')}`;
  const body = await readBody(incoming);
  const call: ApiCall = { ...served, ...ids, runtime, address, incoming, body: body ?? EMPTY, startedMs, traceId };
  const { answer, context } = await answerTo(call, body === undefined);
  write(response, answer, ids);
  logAccess(call, answer, context);
}

const EMPTY = Buffer.alloc(0);

interface Outcome {
  readonly answer: ApiAnswer;
  /** What is known of the request by now. */
  readonly context: Variables;
}

async function answerTo(call: ApiCall, isTooLarge: boolean): Promise<Outcome> {
  const known: { route?: Route; claims?: Claims } = {};
  try {
    if (isTooLarge) throw new Refusal('REQUEST_TOO_LARGE');
    const route = (known.route = routeOf(call));
    const claims = (known.claims = await authorize(call, route));
    const answer = await integrate({ ...call, ...route, claims });
    return { answer, context: contextOf({ ...call, ...route }, claims) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const context = contextOf({ ...call, ...known.route }, known.claims);
    return { answer: refusalAnswer(call, error), context: { ...context, ...errorVariables(error) } };
  }
}

/** @throws Refusal if the API has no such method */
function routeOf({ snapshot, incoming, address }: ApiCall): Route {
  try {
    const route = findRoute(snapshot.resources, incoming.method ?? 'GET', address.path);
    if (route === undefined) throw new Refusal('MISSING_AUTHENTICATION_TOKEN');
    return route;
  } catch (error) {
    if (error instanceof URIError) throw new Refusal('DEFAULT_4XX');
    throw error;
  }
}

function write(response: ServerResponse, { status, headers, body }: ApiAnswer, ids: RequestIds): void {
  const isBodiless = response.req.method === 'HEAD' || status === 204 || status === 304;
  response.writeHead(status, {
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value as string | string[]])),
    ...(isBodiless ? {} : { 'content-length': String(body.length) }),
    'x-amzn-requestid': ids.requestId,
    'x-amz-apigw-id': ids.extendedRequestId,
    // What of the request was not read would be taken for the next one.
    ...(response.req.complete ? {} : { connection: 'close' }),
  });
  response.end(isBodiless ? undefined : body);
}
