import type { Gap, GapContext } from './handler';
import { jsonAnswer, type JsonObject, jsonOf } from './json';
import type { AwsRequest } from './request';

/**
 * One operation that the gateway does on its own: input to output.
 * @throws AwsError if AWS would refuse it
 */
export type JsonAction = (
  input: JsonObject,
  request: AwsRequest,
  context: GapContext,
) => JsonObject | Promise<JsonObject>;

/**
 * A gap whose operations never reach moto.
 * @param service signing name
 * @param actions by operation
 */
export function jsonGap(service: string, actions: Readonly<Record<string, JsonAction>>): Gap {
  const handle: Gap['handle'] = async (request, next, context) => {
    const action = actions[request.operation];
    return action === undefined ? next(request) : jsonAnswer(await action(jsonOf(request), request, context));
  };
  return { service, operations: Object.keys(actions), handle };
}
