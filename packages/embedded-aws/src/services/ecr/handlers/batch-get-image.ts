import { succeeded, withInput, withOutput } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asList, asObject, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';

/** Gives images one by one, as they were asked for; moto names all by their newest tag, and tells little of missing ones. */
export const askedImages: Handler = {
  service: 'ecr',
  operations: ['BatchGetImage'],
  handle: async (request, next) => {
    const asked = asList(jsonOf(request)['imageIds']).map(asObject);
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const images: JsonObject[] = [];
    const failures: JsonObject[] = [];
    for (const imageId of asked) {
      const image = await find(request, next, imageId);
      if (image === undefined) failures.push(failureOf(imageId));
      else images.push(image);
    }
    return withOutput(answer, { images, failures });
  },
};

async function find(request: AwsRequest, next: Next, asked: JsonObject): Promise<JsonObject | undefined> {
  const { imageDigest, imageTag } = asked;
  const one = { ...jsonOf(request), imageIds: [imageTag === undefined ? { imageDigest } : { imageTag }] };
  const [image] = asList(jsonOf(await next(withInput(request, one)))['images']).map(asObject);
  if (image === undefined) return undefined;
  const found = asObject(image['imageId']);
  if (imageDigest !== undefined && found['imageDigest'] !== imageDigest) return undefined;
  return { ...image, imageId: { ...found, ...(imageTag !== undefined && { imageTag }) } };
}

/** Amazon ECR API Reference, "ImageFailure". */
function failureOf(imageId: JsonObject): JsonObject {
  return { imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' };
}
