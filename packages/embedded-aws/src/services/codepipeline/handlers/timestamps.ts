import { succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';

/** Writes points in time as numbers, as JSON 1.1 does; moto's texts are no answer that an SDK can decode. */
export const timestamps: Handler = {
  service: 'codepipeline',
  operations: ['GetPipeline', 'ListPipelines'],
  handle: async (request, next) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const output = jsonOf(answer);
    if (request.operation === 'GetPipeline') {
      return withOutput(answer, { ...output, metadata: inSeconds(asObject(output['metadata'])) });
    }
    return withOutput(answer, {
      pipelines: asList(output['pipelines']).map((pipeline) => inSeconds(asObject(pipeline))),
    });
  },
};

function inSeconds(record: JsonObject): JsonObject {
  return { ...record, created: seconds(record['created']), updated: seconds(record['updated']) };
}

/** @returns seconds since 1970 */
function seconds(iso: unknown): number {
  return Date.parse(asText(iso)) / 1000;
}
