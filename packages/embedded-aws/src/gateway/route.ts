/** `METHOD /path/{parameter}` of each operation; the first that matches names the call. */
export type Routes = Readonly<Record<string, string>>;

/** What a call turned out to be. */
export interface RouteMatch {
  readonly operation: string;
  /** The path's parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** @returns undefined if no route matches */
export function matchRoute(
  routes: Routes,
  { method, path }: { readonly method: string; readonly path: string },
): RouteMatch | undefined {
  for (const [operation, route] of Object.entries(routes)) {
    const [routeMethod, template] = route.split(' ');
    const parameters = routeMethod === method && template !== undefined ? matchPath(template, path) : undefined;
    if (parameters !== undefined) return { operation, parameters };
  }
  return undefined;
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const expected = template.split('/');
  const found = path.replace(/\/$/, '').split('/');
  if (expected.length !== found.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = decodeURIComponent(found[index] ?? '');
    if (part.startsWith('{')) parameters[part.slice(1, -1)] = value;
    else if (part !== value) return undefined;
  }
  return parameters;
}
