import type { Method, Resource } from '@aws-sdk/client-api-gateway';

/** The method that a request calls. */
export interface Route {
  readonly resource: Resource;
  readonly method: Method;
  /** Path parameters, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Finds the method of a request: a segment as it is comes before `{name}`, and that before `{name+}`, which takes all
 * the rest (API Gateway Developer Guide, "Set up a method using proxy resources"). A slash at the end says nothing.
 * @param path as it came
 * @returns undefined if there is none
 * @throws URIError if the path is not well encoded
 */
export function findRoute(resources: readonly Resource[], httpMethod: string, path: string): Route | undefined {
  const segments = path.split('/').slice(1).map(decodeURIComponent);
  if (segments.at(-1) === '') segments.pop();
  const root = resources.find(({ parentId }) => parentId === undefined);
  const found = root && match(resources, root, segments);
  const method = found?.resource.resourceMethods?.[httpMethod] ?? found?.resource.resourceMethods?.['ANY'];
  return found && method && { ...found, method };
}

type Match = Omit<Route, 'method'>;

function match(resources: readonly Resource[], resource: Resource, segments: readonly string[]): Match | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return resource.resourceMethods && { resource, pathParameters: {} };
  const children = resources.filter(({ parentId }) => parentId === resource.id);
  for (const child of children.toSorted(bySpecificity)) {
    const taken = take(child, segment, segments);
    const found = taken && match(resources, child, taken.isGreedy ? [] : rest);
    if (found) return { ...found, pathParameters: { ...taken.parameters, ...found.pathParameters } };
  }
  return undefined;
}

interface Taken {
  readonly isGreedy: boolean;
  readonly parameters: Readonly<Record<string, string>>;
}

function take({ pathPart = '' }: Resource, segment: string, segments: readonly string[]): Taken | undefined {
  const [, name, plus] = /^\{(.+?)(\+?)\}$/.exec(pathPart) ?? [];
  if (name === undefined) return pathPart === segment ? { isGreedy: false, parameters: {} } : undefined;
  const isGreedy = plus === '+';
  return { isGreedy, parameters: { [name]: isGreedy ? segments.join('/') : segment } };
}

function bySpecificity(one: Resource, other: Resource): number {
  return rank(one) - rank(other);
}

function rank({ pathPart = '' }: Resource): number {
  if (!pathPart.startsWith('{')) return 0;
  return pathPart.endsWith('+}') ? 2 : 1;
}
