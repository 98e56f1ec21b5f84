import { succeeded } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asText, jsonOf } from '../../../gateway/json';
import { forgetImages } from './image-details';
import { forgetLayers } from './repository';

/** Lets what the gateway keeps of a repository go with it. */
export const deletedRepositories: Handler = {
  service: 'ecr',
  operations: ['DeleteRepository'],
  handle: async (request, next, context) => {
    const answer = await next(request);
    if (succeeded(answer)) {
      const repositoryName = asText(jsonOf(request)['repositoryName']);
      forgetLayers(repositoryName, request, context);
      forgetImages(repositoryName, request, context);
    }
    return answer;
  },
};
