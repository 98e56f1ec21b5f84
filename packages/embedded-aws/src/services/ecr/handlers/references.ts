import { isIndex } from '../../../containers/oci/manifest';
import { AwsError } from '../../../gateway/aws-error';
import type { JsonObject } from '../../../gateway/json';
import type { ReadManifest } from './manifest';
import type { CalledRepository } from './repository';

/**
 * Ensures that an image can be pulled: its layers and its configuration, or the images of its platforms, are there.
 * @param images of the repository, as DescribeImages shows them
 * @throws AwsError `LayersNotFoundException` | `ReferencedImagesNotFoundException`
 */
export function checkReferences(
  { content }: ReadManifest,
  { repositoryName, registryId, layers }: CalledRepository,
  images: readonly JsonObject[],
): void {
  const where = `in the repository with name '${repositoryName}' in the registry with id '${registryId}'`;
  if (isIndex(content)) {
    const known = new Set(images.map(({ imageDigest }) => imageDigest));
    const missing = content.manifests.map(({ digest }) => digest).filter((digest) => !known.has(digest));
    if (missing.length === 0) return;
    const message = `The images with digests '[${missing.join(', ')}]' do not exist ${where}`;
    throw new AwsError('ReferencedImagesNotFoundException', message);
  }
  const missing = [content.config, ...content.layers].map(({ digest }) => digest).filter((each) => !layers.has(each));
  if (missing.length === 0) return;
  throw new AwsError('LayersNotFoundException', `Layers with digests '[${missing.join(', ')}]' do not exist ${where}`);
}
