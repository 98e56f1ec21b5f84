import { AwsError } from '../../aws-error';
import { callOperation, succeeded } from '../../calls';
import type { Gap } from '../../gap';
import { asList, asObject, asText, jsonOf } from '../../json';

/** Tells a tag that another image has from an image that is pushed again; moto has one error for both. */
export const immutableTags: Gap = {
  service: 'ecr',
  operations: ['PutImage'],
  handle: async (request, next, { moto }) => {
    const answer = await next(request);
    if (succeeded(answer) || !answer.body.includes('ImageAlreadyExistsException')) return answer;
    const { registryId, repositoryName, imageTag, imageManifest } = jsonOf(request);
    const imageIds = [{ imageTag }];
    const found = await callOperation(request, moto, 'BatchGetImage', { registryId, repositoryName, imageIds });
    if (asObject(asList(found?.['images'])[0])['imageManifest'] === imageManifest) return answer;
    throw new AwsError(
      'ImageTagAlreadyExistsException',
      `The image tag '${asText(imageTag)}' already exists in the '${asText(repositoryName)}' repository and cannot be overwritten because the tag is immutable.`,
    );
  },
};
