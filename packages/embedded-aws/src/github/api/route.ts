import type { HTTPMethod } from 'find-my-way';
import { notFound } from './github-error';
import type { GithubParts } from './parts';
import type { Hook, Repository } from './store';

/** Parts of a path, named as the route names them; `*` is the rest of the path, e.g. a ref. */
export type PathParams = Readonly<Record<string, string | undefined>>;

/** A request with a valid token. */
export interface ApiRequest extends GithubParts {
  readonly token: string;
  /** Address of the API as the client knows it, without a slash at its end. */
  readonly apiUrl: string;
  /** The request's whole address. */
  readonly url: URL;
  /** The variable parts of the path, as they came: `owner`, `repo`, `id`, `delivery`, `format`, `*`. */
  readonly params: PathParams;
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
  readonly method: HTTPMethod;
  /** In the form of find-my-way, e.g. `/repos/:owner/:repo/hooks/:id`; a `*` at its end takes slashes too. */
  readonly path: string;
  /** Page and anchor of the operation below https://docs.github.com/rest/. */
  readonly docs: string;
  readonly answer: (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>;
}

/** The path of a repository. */
export const REPOSITORY = '/repos/:owner/:repo';

/** The repository that the path names. @throws GithubError 404 */
export function repositoryOf({ store, token, params }: ApiRequest): Repository {
  const repository = store.findRepository(token, params['owner'] ?? '', params['repo'] ?? '');
  if (repository === undefined) {
    throw notFound();
  }
  return repository;
}

/** The webhook that the path names. @throws GithubError 404 */
export function hookOf(request: ApiRequest): Hook {
  const hook = request.store.findHook(repositoryOf(request), Number(request.params['id']));
  if (hook === undefined) {
    throw notFound();
  }
  return hook;
}
