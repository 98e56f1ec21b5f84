import type { Handler } from '../../../gateway/handler';
import { asObject, jsonAnswer, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { isAboutMethods, patchMethodSettings } from './method-settings';
import { patch, patchOperationsOf } from './patch';
import { ApiGateway } from './records';
import { PATCHABLE } from './shapes';

/** Patches resources: moto does some of that, some of it wrongly, and some not at all. */
export const updates: Handler = {
  service: 'apigateway',
  operations: Object.keys(PATCHABLE),
  handle: async (request, _next, context) => {
    const gateway = new ApiGateway(request, context);
    const before = await gateway.read(request.path);
    const after = patched(request, before);
    gateway.keep(request.path, changesOf(before, after));
    return jsonAnswer(after);
  },
};

function patched(request: AwsRequest, resource: JsonObject): JsonObject {
  const members = PATCHABLE[request.operation] ?? {};
  return patchOperationsOf(jsonOf(request)).reduce((changed, operation) => {
    if (request.operation !== 'UpdateStage' || !isAboutMethods(operation, members)) {
      return patch(changed, [operation], members);
    }
    const settings = asObject(changed['methodSettings']);
    return { ...changed, methodSettings: patchMethodSettings(settings, operation) };
  }, resource);
}

function changesOf(before: JsonObject, after: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name]));
}
