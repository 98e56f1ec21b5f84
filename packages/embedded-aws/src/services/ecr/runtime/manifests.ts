import { buffer } from 'node:stream/consumers';

import { BatchGetImageCommand, type ImageIdentifier, ListImagesCommand, PutImageCommand } from '@aws-sdk/client-ecr';

import { digestOf, isDigest } from '../../../containers/oci/digest';
import { type Exchange, repositoryOf } from './exchange';
import { RegistryError } from './registry-error';

/**
 * Gives a manifest, or with HEAD its headers only.
 * @throws RegistryError if there is none
 */
export async function getManifest(exchange: Exchange): Promise<void> {
  const { ecr, response } = exchange;
  const command = new BatchGetImageCommand({ ...repositoryOf(exchange), imageIds: [imageIdOf(exchange)] });
  const { images: [image] = [] } = await ecr.send(command);
  if (image?.imageManifest === undefined) throw new RegistryError(404, 'MANIFEST_UNKNOWN', 'Requested image not found');
  response.writeHead(200, {
    'content-type': image.imageManifestMediaType,
    'content-length': Buffer.byteLength(image.imageManifest),
    'docker-content-digest': digestOf(image.imageManifest),
  });
  response.end(exchange.incoming.method === 'HEAD' ? undefined : image.imageManifest);
}

/** Stores a manifest under a tag or its digest. The same again is no error: clients push what may be there. */
export async function putManifest(exchange: Exchange): Promise<void> {
  const { ecr, incoming, response, repositoryName } = exchange;
  const imageManifest = (await buffer(incoming)).toString();
  const command = new PutImageCommand({
    ...repositoryOf(exchange),
    ...imageIdOf(exchange),
    imageManifest,
    imageManifestMediaType: incoming.headers['content-type'],
  });
  try {
    await ecr.send(command);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ImageAlreadyExistsException') throw error;
  }
  const digest = digestOf(imageManifest);
  const headers = { location: `/v2/${repositoryName}/manifests/${digest}`, 'docker-content-digest': digest };
  response.writeHead(201, { ...headers, 'content-length': 0 }).end();
}

/** Lists the tags of a repository. */
export async function listTags(exchange: Exchange): Promise<void> {
  const { imageIds = [] } = await exchange.ecr.send(new ListImagesCommand(repositoryOf(exchange)));
  const tags = imageIds.flatMap(({ imageTag }) => imageTag ?? []);
  const body = JSON.stringify({ name: exchange.repositoryName, tags });
  exchange.response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}

function imageIdOf({ name }: Exchange): ImageIdentifier {
  return isDigest(name) ? { imageDigest: name } : { imageTag: name };
}
