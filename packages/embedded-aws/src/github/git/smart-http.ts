import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { GithubStore, Repository } from '../api/store';
import type { Contents } from './contents';
import type { RefUpdate } from './refs';
import type { RepositoryContent } from './repository-content';

/** What serving git needs. */
export interface GitHost {
  readonly store: GithubStore;
  readonly contents: Contents;
  /** Told of each push before its answer is sent. */
  readonly onPush: (repository: Repository, content: RepositoryContent, updates: readonly RefUpdate[]) => Promise<void>;
}

const PATH = /^\/(?<owner>[^/]+)\/(?<repo>[^/]+?)(?:\.git)?\/(?<what>info\/refs|git-upload-pack|git-receive-pack)$/;

/** A request of git. */
interface GitRequest {
  readonly owner: string;
  readonly repo: string;
  /** `info/refs` lists the refs for a service; the other ones are services. */
  readonly what: string;
  readonly service: string;
}

/** The request if git makes it, e.g. `GET /acme/shop.git/info/refs?service=git-upload-pack`. */
export function gitRequest(url: URL): GitRequest | undefined {
  const { owner = '', repo = '', what = '' } = PATH.exec(url.pathname)?.groups ?? {};
  if (what === '') return undefined;
  return { owner, repo, what, service: what === 'info/refs' ? (url.searchParams.get('service') ?? '') : what };
}

/** Serves git over HTTP ("gitprotocol-http", Git documentation) to bearers of a token of the repository's owner. */
export async function serveGit(
  host: GitHost,
  { owner, repo, what, service }: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = tokenOf(request);
  const repository = token === undefined ? undefined : host.store.findRepository(token, owner, repo);
  if (token === undefined || !host.store.isToken(token)) {
    refuseLogin(response, token);
  } else if (repository === undefined) {
    refuse(response, 404, 'Repository not found.');
  } else if (service !== 'git-upload-pack' && service !== 'git-receive-pack') {
    refuse(
      response,
      403,
      'Please upgrade your git client.\nThe embedded GitHub no longer supports git over dumb-http.',
    );
  } else {
    const content = await host.contents.of(repository);
    await (what === 'info/refs'
      ? listRefs(content, service, request, response)
      : serve(host, repository, service, request, response));
  }
}

/** GitHub takes any user name with a token as password, and a token as user name. */
function tokenOf({ headers: { authorization = '' } }: IncomingMessage): string | undefined {
  const encoded = /^basic +(?<encoded>\S+)$/i.exec(authorization)?.groups?.['encoded'];
  if (encoded === undefined) return undefined;
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  const isPassword = password.length > 0 && !['', 'x-oauth-basic'].includes(password.join(':'));
  return isPassword ? password.join(':') : user;
}

function refuseLogin(response: ServerResponse, token: string | undefined): void {
  response.setHeader('www-authenticate', 'Basic realm="GitHub"');
  refuse(response, 401, token === undefined ? 'No anonymous read access.' : 'Invalid username or token.');
}

/** git shows plain text to its user, after `remote:`. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}

async function listRefs(
  content: RepositoryContent,
  service: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refs = content.speak(commandOf(service), protocolOf(request));
  writeHead(response, `${service}-advertisement`);
  response.write(`${packetLine(`# service=${service}\n`)}0000`);
  await pipeline(refs, response);
}

async function serve(
  { contents, onPush }: GitHost,
  repository: Repository,
  service: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const content = await contents.of(repository);
  if (service === 'git-upload-pack') {
    writeHead(response, `${service}-result`);
    await pipeline(content.speak('upload-pack', protocolOf(request), bodyOf(request)), response);
    return;
  }
  const { answer, updates } = await content.receive(bodyOf(request));
  await onPush(repository, content, updates);
  writeHead(response, `${service}-result`);
  response.end(answer);
}

function commandOf(service: string): 'upload-pack' | 'receive-pack' {
  return service === 'git-upload-pack' ? 'upload-pack' : 'receive-pack';
}

function protocolOf({ headers }: IncomingMessage): string {
  const protocol = headers['git-protocol'];
  return typeof protocol === 'string' && /^[\w=:.-]+$/.test(protocol) ? protocol : '';
}

function bodyOf(request: IncomingMessage): Readable {
  if (request.headers['content-encoding'] !== 'gzip') return request;
  const body = createGunzip();
  // When the client closes the connection, `body` is destroyed with the error, which its reader gets.
  pipeline(request, body).catch(() => undefined);
  return body;
}

function writeHead(response: ServerResponse, type: string): void {
  response.writeHead(200, { 'content-type': `application/x-${type}`, 'cache-control': 'no-cache' });
}

/** A line with its length in front, as git's protocol frames it. */
function packetLine(line: string): string {
  return (line.length + 4).toString(16).padStart(4, '0') + line;
}
