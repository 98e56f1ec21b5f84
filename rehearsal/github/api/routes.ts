import { notFound } from './github-error';
import { changedHookSettings, newHookSettings } from './hook-body';
import { checkAgainst } from './hook-rules';
import { paginate } from './pagination';
import type { GithubStore, Hook, Repository } from './store';
import { hookView, repositoryView } from './views';

/** A request of somebody with a valid token. */
export interface ApiRequest {
  readonly store: GithubStore;
  readonly token: string;
  /** Address of the API as the client knows it, without a slash at its end. */
  readonly apiUrl: string;
  /** The request's whole address. */
  readonly url: URL;
  /** The variable parts of the path: `owner`, `repo`, `id`. */
  readonly params: Readonly<Record<string, string>>;
  /** The body as it came. */
  readonly body: string;
}

/** What a route answers; the server adds the headers that every answer has. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent for an empty answer. */
  readonly body?: unknown;
}

/** One operation of the REST API. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Page and anchor of the operation below https://docs.github.com/rest/. */
  readonly docs: string;
  readonly answer: (request: ApiRequest) => ApiAnswer;
}

const REPOSITORY = /^\/repos\/(?<owner>[^/]+)\/(?<repo>[^/]+)$/;
const HOOKS = /^\/repos\/(?<owner>[^/]+)\/(?<repo>[^/]+)\/hooks$/;
const HOOK = /^\/repos\/(?<owner>[^/]+)\/(?<repo>[^/]+)\/hooks\/(?<id>[^/]+)$/;

/** Every operation that the embedded GitHub emulates. */
export const routes: readonly Route[] = [
  { method: 'GET', path: REPOSITORY, docs: 'repos/repos#get-a-repository', answer: getRepository },
  { method: 'GET', path: HOOKS, docs: 'repos/webhooks#list-repository-webhooks', answer: listHooks },
  { method: 'POST', path: HOOKS, docs: 'repos/webhooks#create-a-repository-webhook', answer: createHook },
  { method: 'GET', path: HOOK, docs: 'repos/webhooks#get-a-repository-webhook', answer: getHook },
  { method: 'PATCH', path: HOOK, docs: 'repos/webhooks#update-a-repository-webhook', answer: updateHook },
  { method: 'DELETE', path: HOOK, docs: 'repos/webhooks#delete-a-repository-webhook', answer: deleteHook },
];

function getRepository(request: ApiRequest): ApiAnswer {
  return { status: 200, body: repositoryView(request.apiUrl, repositoryOf(request)) };
}

function listHooks(request: ApiRequest): ApiAnswer {
  const { items, link } = paginate(request.store.hooks(repositoryOf(request)), request.url);
  const body = items.map((hook) => hookView(request.apiUrl, hook));
  return { status: 200, headers: link === undefined ? {} : { link }, body };
}

function createHook(request: ApiRequest): ApiAnswer {
  const repository = repositoryOf(request);
  const settings = newHookSettings(request.body);
  checkAgainst(request.store.hooks(repository), settings);
  const body = hookView(request.apiUrl, request.store.addHook(repository, settings));
  return { status: 201, headers: { location: String(body['url']) }, body };
}

function getHook(request: ApiRequest): ApiAnswer {
  return { status: 200, body: hookView(request.apiUrl, hookOf(request)) };
}

function updateHook(request: ApiRequest): ApiAnswer {
  const hook = hookOf(request);
  const settings = changedHookSettings(hook, request.body);
  const others = request.store.hooks(hook.repository).filter((other) => other.id !== hook.id);
  checkAgainst(others, settings);
  return { status: 200, body: hookView(request.apiUrl, request.store.updateHook(hook, settings)) };
}

function deleteHook(request: ApiRequest): ApiAnswer {
  request.store.deleteHook(hookOf(request));
  return { status: 204 };
}

function repositoryOf({ store, token, params }: ApiRequest): Repository {
  const repository = store.findRepository(token, params['owner'] ?? '', params['repo'] ?? '');
  if (repository === undefined) {
    throw notFound();
  }
  return repository;
}

function hookOf(request: ApiRequest): Hook {
  const hook = request.store.findHook(repositoryOf(request), Number(request.params['id']));
  if (hook === undefined) {
    throw notFound();
  }
  return hook;
}
