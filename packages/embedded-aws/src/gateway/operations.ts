import { API_GATEWAY_ROUTES } from '../services/apigateway/operations';
import { COGNITO_ROUTES } from '../services/cognito-idp/operations';
import { matchRoute, type Routes } from './route';
import { nameS3Operation } from '../services/s3/operations';

/** What the name of a REST operation depends on. */
export interface RestCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The tables of operations, by signing name of the service. */
const ROUTES: Readonly<Record<string, Routes>> = { apigateway: API_GATEWAY_ROUTES, 'cognito-idp': COGNITO_ROUTES };

/**
 * Names the operation of a REST call as AWS does.
 * @param service signing name
 * @returns `METHOD /path` if there is no table of the service's operations, or the call is not in it
 */
export function nameRestOperation(service: string, call: RestCall): string {
  if (service === 's3') return nameS3Operation(call);
  return matchRoute(ROUTES[service] ?? {}, call)?.operation ?? `${call.method} ${call.path}`;
}
