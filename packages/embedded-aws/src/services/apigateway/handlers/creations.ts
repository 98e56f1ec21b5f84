import { succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { type JsonObject, jsonOf } from '../../../gateway/json';
import { ApiGateway, nameOf } from './records';

/** What moto drops of the input of each operation. */
const DROPPED: Readonly<Record<string, readonly string[]>> = {
  CreateRestApi: ['binaryMediaTypes'],
  CreateAuthorizer: ['identityValidationExpression'],
  CreateStage: ['documentationVersion', 'canarySettings'],
  PutMethod: [],
  PutMethodResponse: [],
  PutIntegration: ['connectionId', 'cacheKeyParameters'],
  PutIntegrationResponse: [],
};

/** Keeps what moto drops of a new resource, and nothing of the one it replaces. */
export const creations: Handler = {
  service: 'apigateway',
  operations: Object.keys(DROPPED),
  handle: async (request, next, context) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const gateway = new ApiGateway(request, context);
    const created = jsonOf(answer);
    const path = request.method === 'POST' ? `${request.path}/${nameOf(created)}` : request.path;
    gateway.forget(path);
    gateway.keep(path, pick(jsonOf(request), DROPPED[request.operation] ?? []));
    return withOutput(answer, gateway.complete(path, created));
  },
};

function pick(input: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)));
}
