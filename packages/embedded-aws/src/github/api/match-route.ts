import findMyWay, { type HTTPMethod } from 'find-my-way';
import type { PathParams, Route } from './route';
import { routes } from './routes';

/** An operation, and what the path of a request says for its parameters. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: PathParams;
}

// By default, a path with a parameter of more than 100 characters matches no route; it is answered like any unknown name.
const router = findMyWay({ maxParamLength: Infinity });
for (const route of routes) {
  // The server calls the route itself, so find-my-way's handler does nothing.
  router.on(route.method, route.path, () => undefined, route);
}

/**
 * Looks up the operation of a request.
 * @param path - without the query, percent-encoded as it came
 * @returns undefined if it is not emulated
 */
export function matchRoute(method: string, path: string): RouteMatch | undefined {
  // find-my-way decodes the path, and matches none that is encoded incorrectly. With each % encoded once more, it matches
  // these too, and the parameters are as they came.
  const match = router.find(method as HTTPMethod, path.replaceAll('%', '%25'));
  // find-my-way takes an empty segment for a parameter; no route of ours does.
  if (match === null || Object.values(match.params).includes('')) return undefined;
  return { route: match.store as Route, params: match.params };
}
