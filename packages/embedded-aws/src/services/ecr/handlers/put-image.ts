import { AwsError } from '../../../gateway/aws-error';
import { callOperation, succeeded, withInput } from '../../../gateway/calls';
import type { Handler, HandlerContext } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { rememberImage } from './image-details';
import { type ReadManifest, readManifest } from './manifest';
import { checkReferences } from './references';
import { calledRepository, type CalledRepository } from './repository';

/** What moto knows of the images of the repository. */
type StoredImages = readonly JsonObject[];

/**
 * Stores images by the digests of their manifests, if all that they refer to is there. moto makes up digests, asks for
 * nothing, and loses an image whose only tag moves to another.
 */
export const putImage: Handler = {
  service: 'ecr',
  operations: ['PutImage'],
  handle: async (request, next, context) => {
    const input = jsonOf(request);
    const repository = await calledRepository(input, request, context);
    const manifest = readManifest(input);
    checkDigest(input, manifest);
    const images = await storedImages(request, context, repository);
    checkIsNew(input, manifest, images, repository);
    checkReferences(manifest, repository, images);
    const tagged = images.find(({ imageTags }) => asList(imageTags).includes(input['imageTag']));
    const keep = await untaggedBy(tagged, request, context, repository);
    const { mediaType: imageManifestMediaType, digest: imageDigest } = manifest;
    const answer = await next(withInput(request, { ...input, imageManifestMediaType, imageDigest }));
    if (!succeeded(answer)) throw refusalOf(input, answer.body.toString());
    if (keep !== undefined) await callOperation(request, context.moto, 'PutImage', keep);
    await rememberImage(manifest, repository, request, context);
    return answer;
  },
};

async function storedImages(
  request: AwsRequest,
  { moto }: HandlerContext,
  { repositoryName }: CalledRepository,
): Promise<StoredImages> {
  const found = await callOperation(request, moto, 'DescribeImages', { repositoryName });
  return asList(found?.['imageDetails']).map(asObject);
}

function checkDigest({ imageDigest }: JsonObject, { digest }: ReadManifest): void {
  if (imageDigest === undefined || imageDigest === digest) return;
  const message = `The provided digest '${asText(imageDigest)}' does not match the image's digest '${digest}'`;
  throw new AwsError('ImageDigestDoesNotMatchException', message);
}

function checkIsNew(
  { imageTag }: JsonObject,
  { digest }: ReadManifest,
  images: StoredImages,
  { repositoryName, registryId }: CalledRepository,
): void {
  const same = images.find(({ imageDigest }) => imageDigest === digest);
  if (same === undefined || (imageTag !== undefined && !asList(same['imageTags']).includes(imageTag))) return;
  throw new AwsError(
    'ImageAlreadyExistsException',
    `Image with digest '${digest}' and tag '${asText(imageTag) || 'null'}' already exists in the repository with name '${repositoryName}' in registry with id '${registryId}'`,
  );
}

/** @returns how the image that loses its only tag is put again */
async function untaggedBy(
  tagged: JsonObject | undefined,
  request: AwsRequest,
  { moto }: HandlerContext,
  { repositoryName }: CalledRepository,
): Promise<JsonObject | undefined> {
  if (tagged === undefined || asList(tagged['imageTags']).length > 1) return undefined;
  const { imageDigest } = tagged;
  const found = await callOperation(request, moto, 'BatchGetImage', { repositoryName, imageIds: [{ imageDigest }] });
  const { imageManifest, imageManifestMediaType } = asObject(asList(found?.['images'])[0]);
  return { repositoryName, imageDigest, imageManifest, imageManifestMediaType };
}

/** moto has one error for a tag that may not move and for an image that is pushed again, which was checked before. */
function refusalOf({ imageTag, repositoryName }: JsonObject, answer: string): AwsError {
  if (!answer.includes('ImageAlreadyExistsException')) return new AwsError('InvalidParameterException', answer);
  return new AwsError(
    'ImageTagAlreadyExistsException',
    `The image tag '${asText(imageTag)}' already exists in the '${asText(repositoryName)}' repository and cannot be overwritten because the tag is immutable.`,
  );
}
