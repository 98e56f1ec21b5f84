import { callOperation, succeeded } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, jsonOf } from '../../../gateway/json';
import { forgetImages } from './image-details';
import { forgetLayers } from './repository';

/** An image that is pushed again after it was deleted is as young as any other. */
export const deletedImages: Handler = {
  service: 'ecr',
  operations: ['BatchDeleteImage'],
  handle: async (request, next, context) => {
    const answer = await next(request);
    const repositoryName = asText(jsonOf(request)['repositoryName']);
    const found = await callOperation(request, context.moto, 'DescribeImages', { repositoryName });
    const left = asList(found?.['imageDetails']).map((image) => asText(asObject(image)['imageDigest']));
    if (found !== undefined) forgetImages(repositoryName, request, context, left);
    return answer;
  },
};

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
