import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { isConnectionError } from '../../error-kinds';
import { gitRequest, serveGit } from '../git/smart-http';
import { publishPush } from '../webhooks/publish-push';
import { GithubError, badCredentials, notEmulated, requiresAuthentication } from './github-error';
import { matchRoute, type RouteMatch } from './match-route';
import type { GithubParts } from './parts';
import { RateLimit } from './rate-limit';
import type { ApiAnswer, Route } from './route';
import { isArchivePath, serveArchive } from './serve-archive';

const DOCS = 'https://docs.github.com/rest';

/** Prefix of the API on a GitHub Enterprise Server; clients that take this one for such a server use it. */
const ENTERPRISE_PREFIX = '/api/v3';

/** Everything that GitHub serves under one address: the REST API, git and archives. It does not listen yet. */
export function createGithubServer(parts: GithubParts): Server {
  const rateLimit = new RateLimit();
  return createServer((request, response) => {
    serve(parts, rateLimit, request, response).catch((error: unknown) => {
      if (!response.headersSent) {
        send(request, response, refusal(error, undefined));
        return;
      }
      response.destroy();
      // The client may have closed the connection; anything else is a bug, and printed with its cause and both stacks.
      if (!isConnectionError(error)) process.emitWarning(inspect(error), 'EmbeddedGithubFailure');
    });
  });
}

async function serve(
  parts: GithubParts,
  rateLimit: RateLimit,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(originOf(request) + (request.url ?? '/'));
  const git = gitRequest(url);
  if (git !== undefined) {
    const host = { ...parts, onPush: publishPush.bind(undefined, parts, url.origin) };
    await serveGit(host, git, request, response);
  } else if (isArchivePath(url.pathname)) {
    await serveArchive(parts, url, response);
  } else {
    send(request, response, await answer(parts, rateLimit, targetOf(request, url), request));
  }
}

async function answer(
  parts: GithubParts,
  rateLimit: RateLimit,
  target: Target,
  request: IncomingMessage,
): Promise<ApiAnswer> {
  const token = tokenOf(request);
  const headers = rateLimit.count(token ?? '', Date.now() / 1000);
  const reply = await dispatch(parts, token, target, request).catch((error: unknown) =>
    refusal(error, target.match?.route),
  );
  return { ...reply, headers: { ...headers, ...reply.headers } };
}

/** Where a request goes. */
interface Target {
  readonly apiUrl: string;
  readonly url: URL;
  /** The path without the prefix of an enterprise server. */
  readonly path: string;
  /** Undefined if the operation is not emulated. */
  readonly match: RouteMatch | undefined;
}

function originOf(request: IncomingMessage): string {
  return `http://127.0.0.1:${request.socket.localPort ?? 80}`;
}

function targetOf(request: IncomingMessage, url: URL): Target {
  const prefix = url.pathname.startsWith(`${ENTERPRISE_PREFIX}/`) ? ENTERPRISE_PREFIX : '';
  const path = url.pathname.slice(prefix.length);
  return { apiUrl: url.origin + prefix, url, path, match: matchRoute(request.method ?? '', path) };
}

/** GitHub takes `Bearer` and the older `token` in the Authorization header. */
function tokenOf(request: IncomingMessage): string | undefined {
  const header = request.headers.authorization;
  return header === undefined
    ? undefined
    : (/^(?:bearer|token) +(?<token>\S+)$/i.exec(header)?.groups?.['token'] ?? '');
}

async function dispatch(
  parts: GithubParts,
  token: string | undefined,
  { match, path, apiUrl, url }: Target,
  request: IncomingMessage,
): Promise<ApiAnswer> {
  if (token === undefined) {
    throw requiresAuthentication();
  }
  if (!parts.store.isToken(token)) {
    throw badCredentials();
  }
  if (match === undefined) {
    throw notEmulated(request.method ?? '', path);
  }
  const { route, params } = match;
  return route.answer({ ...parts, token, apiUrl, url, params, body: await text(request) });
}

/** The answer for a bug of the stand-in holds the stack trace. */
function refusal(error: unknown, route: Route | undefined): ApiAnswer {
  if (!(error instanceof GithubError)) {
    const stack = error instanceof Error ? error.stack : String(error);
    return { status: 500, body: { message: 'Server Error', stack, status: '500' } };
  }
  const docs = route === undefined || error.status === 401 ? DOCS : `${DOCS}/${route.docs}`;
  return {
    status: error.status,
    body: {
      message: error.message,
      ...(error.errors.length === 0 ? {} : { errors: error.errors }),
      documentation_url: docs,
      status: String(error.status),
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, reply: ApiAnswer): void {
  const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
  const etag = `W/"${createHash('sha256').update(body).digest('hex')}"`;
  const cached = request.method === 'GET' && request.headers['if-none-match'] === etag;
  response.writeHead(cached ? 304 : reply.status, {
    ...reply.headers,
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomUUID(),
    ...(body === '' ? {} : { 'content-type': 'application/json; charset=utf-8', etag }),
  });
  response.end(cached ? undefined : body);
}
