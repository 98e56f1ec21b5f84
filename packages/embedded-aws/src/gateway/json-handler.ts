import type { Handler, HandlerContext } from './handler';
import { jsonAnswer, type JsonObject, jsonOf } from './json';
import type { AwsRequest } from './request';

/**
 * One operation that the gateway does on its own: input to output.
 * @throws AwsError if AWS would refuse it
 */
export type JsonAction = (
  input: JsonObject,
  request: AwsRequest,
  context: HandlerContext,
) => JsonObject | Promise<JsonObject>;

/**
 * A handler whose operations never reach moto.
 * @param service signing name
 * @param actions by operation
 */
export function jsonHandler(service: string, actions: Readonly<Record<string, JsonAction>>): Handler {
  const handle: Handler['handle'] = async (request, next, context) => {
    const action = actions[request.operation];
    return action === undefined ? next(request) : jsonAnswer(await action(jsonOf(request), request, context));
  };
  return { service, operations: Object.keys(actions), handle };
}
