import { matchRoute, type Routes } from './route';
import type { Service } from './service';

/** What the name of a REST operation depends on. */
export interface RestCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Names the operation of a REST call as AWS does.
 * @param service signing name
 * @returns `METHOD /path` if the service does not name it
 */
export type NameOperation = (service: string, call: RestCall) => string;

/** Names operations as the services do. */
export function operationNames(services: readonly Service[]): NameOperation {
  const names = new Map(services.map(({ signingName, nameOperation }) => [signingName, nameOperation]));
  return (service, call) => names.get(service)?.(call) ?? `${call.method} ${call.path}`;
}

/** Names operations by a table of their routes. */
export function namedBy(routes: Routes): NonNullable<Service['nameOperation']> {
  return (call) => matchRoute(routes, call)?.operation;
}
