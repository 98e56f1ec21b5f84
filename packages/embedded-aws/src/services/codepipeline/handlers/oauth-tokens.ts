import { succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, type JsonObject, jsonOf } from '../../../gateway/json';

/** Masks the tokens of GitHub (version 1) sources, which CodePipeline never shows again. */
export const oauthTokens: Handler = {
  service: 'codepipeline',
  operations: ['CreatePipeline', 'GetPipeline', 'UpdatePipeline'],
  handle: async (request, next) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const output = jsonOf(answer);
    return withOutput(answer, { ...output, pipeline: maskPipeline(asObject(output['pipeline'])) });
  },
};

function maskPipeline(pipeline: JsonObject): JsonObject {
  const stages = asList(pipeline['stages']).map(asObject);
  return {
    ...pipeline,
    stages: stages.map((stage) => ({ ...stage, actions: asList(stage['actions']).map(asObject).map(maskAction) })),
  };
}

function maskAction(action: JsonObject): JsonObject {
  return { ...action, configuration: maskConfiguration(asObject(action['configuration'])) };
}

/** An action's configuration as callers get to see it. */
export function maskConfiguration(configuration: JsonObject): JsonObject {
  return configuration['OAuthToken'] === undefined ? configuration : { ...configuration, OAuthToken: '****' };
}
