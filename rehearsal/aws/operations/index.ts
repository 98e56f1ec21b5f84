import { API_GATEWAY_ROUTES } from './api-gateway';
import { matchRoute } from './route';
import { nameS3Operation } from './s3';

/** What the name of a REST operation depends on. */
export interface RestCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Names the operation of a REST call as AWS does.
 * @param service signing name
 * @returns `METHOD /path` if there is no table of the service's operations, or the call is not in it
 */
export function nameRestOperation(service: string, call: RestCall): string {
  if (service === 's3') return nameS3Operation(call);
  const name = service === 'apigateway' ? matchRoute(API_GATEWAY_ROUTES, call)?.operation : undefined;
  return name ?? `${call.method} ${call.path}`;
}
