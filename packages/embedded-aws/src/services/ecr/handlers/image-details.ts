import { isIndex } from '../../../containers/oci/manifest';
import { succeeded, withOutput } from '../../../gateway/calls';
import type { Handler, HandlerContext } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { Table } from '../../../gateway/table';
import type { ReadManifest } from './manifest';
import { blobsOf, type CalledRepository } from './repository';

/** What DescribeImages says of images and moto does not know, by repository and digest. */
const details = new Table<JsonObject>('details of AWS::ECR::Repository images');

/** Remembers an image that was pushed. One that is pushed again under another tag stays as old as it was. */
export async function rememberImage(
  { content, digest, mediaType }: ReadManifest,
  { repositoryName }: CalledRepository,
  request: AwsRequest,
  { memory, runtime }: HandlerContext,
): Promise<void> {
  const known = details.in(memory, request);
  const key = `${repositoryName}@${digest}`;
  if (known.has(key)) return;
  const blobs = isIndex(content) ? [] : [content.config, ...content.layers];
  const sizes = await Promise.all(blobs.map((blob) => blobsOf(runtime).sizeOf(blob.digest)));
  known.set(key, {
    imageManifestMediaType: mediaType,
    imagePushedAt: runtime.clock.now() / 1000,
    imageSizeInBytes: sizes.reduce((sum, size) => sum + size, 0),
    ...(!isIndex(content) && { artifactMediaType: content.config.mediaType }),
  });
}

/** Forgets the images of a repository that were deleted. @param left digests of those that are still there */
export function forgetImages(
  repositoryName: string,
  request: AwsRequest,
  { memory }: HandlerContext,
  left: readonly string[] = [],
): void {
  const known = details.in(memory, request);
  const kept = new Set(left.map((digest) => `${repositoryName}@${digest}`));
  for (const key of known.keys()) if (key.startsWith(`${repositoryName}@`) && !kept.has(key)) known.delete(key);
}

/** Sizes that are true and times of the embedded clock; moto makes up the size. */
export const imageDetails: Handler = {
  service: 'ecr',
  operations: ['DescribeImages'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const known = details.in(memory, request);
    const shown = asList(jsonOf(answer)['imageDetails']).map(asObject);
    const imageDetails = shown.map((image) => ({
      ...image,
      ...known.get(`${asText(image['repositoryName'])}@${asText(image['imageDigest'])}`),
    }));
    return withOutput(answer, { ...jsonOf(answer), imageDetails });
  },
};
