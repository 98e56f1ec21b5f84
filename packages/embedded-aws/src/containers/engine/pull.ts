import { Readable } from 'node:stream';

import {
  BatchCheckLayerAvailabilityCommand,
  BatchGetImageCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
  type ImageIdentifier,
} from '@aws-sdk/client-ecr';

import type { AwsSettings } from '../../gateway/settings';
import { type BlobFolder, DigestMismatch } from '../oci/blob-folder';
import { digestOf } from '../oci/digest';
import { type ImageManifest, isIndex, MANIFEST_TYPES, parseManifest } from '../oci/manifest';
import { chooseManifest } from '../oci/platform';
import { type EcrRegistry, formatReference, type ImageReference } from '../oci/reference';

/** An image whose config and layers are in a folder of blobs. */
export interface FetchedImage {
  /** Of the manifest. */
  readonly digest: string;
  readonly manifest: ImageManifest;
}

/**
 * Fetches an image from the embedded registry, with the calls that a task's execution role has to be granted.
 * Source: Amazon ECS Developer Guide, "Amazon ECS task execution IAM role". As on Fargate, which keeps no images, all are
 * made every time; only content that is here already is not fetched again.
 * @param settings of the role that pulls
 * @throws Error with AWS's words
 */
export async function fetchImage(
  reference: ImageReference,
  { account, region }: EcrRegistry,
  settings: AwsSettings,
  blobs: BlobFolder,
): Promise<FetchedImage> {
  const repository = { registryId: account, repositoryName: reference.repository };
  const client = new ECRClient({ ...settings, region });
  try {
    await client.send(new GetAuthorizationTokenCommand({}));
    const image = await readImage(client, repository, reference);
    await fetchBlobs(client, repository, image.manifest, blobs);
    return image;
  } finally {
    client.destroy();
  }
}

/** Names a repository in calls. */
interface Repository {
  readonly registryId: string;
  readonly repositoryName: string;
}

async function readImage(client: ECRClient, repository: Repository, reference: ImageReference): Promise<FetchedImage> {
  const id = reference.digest === undefined ? { imageTag: reference.tag } : { imageDigest: reference.digest };
  const found = await readManifest(client, repository, id);
  if (found === undefined) throw notFound(reference);
  if (!isIndex(found.manifest)) return { digest: found.digest, manifest: found.manifest };
  const { digest } = chooseManifest(found.manifest);
  const chosen = await readManifest(client, repository, { imageDigest: digest });
  if (chosen === undefined || isIndex(chosen.manifest)) throw notFound(reference);
  return { digest, manifest: chosen.manifest };
}

async function readManifest(
  client: ECRClient,
  repository: Repository,
  id: ImageIdentifier,
): Promise<{ readonly digest: string; readonly manifest: ReturnType<typeof parseManifest> } | undefined> {
  const { images } = await client.send(
    new BatchGetImageCommand({ ...repository, imageIds: [id], acceptedMediaTypes: [...MANIFEST_TYPES] }),
  );
  const text = images?.[0]?.imageManifest;
  if (text === undefined) return undefined;
  const digest = digestOf(text);
  if (id.imageDigest !== undefined && id.imageDigest !== digest) throw new DigestMismatch(id.imageDigest, digest);
  return { digest, manifest: parseManifest(text) };
}

async function fetchBlobs(
  client: ECRClient,
  repository: Repository,
  { config, layers }: ImageManifest,
  blobs: BlobFolder,
): Promise<void> {
  const digests = [...new Set(layers.map(({ digest }) => digest))];
  if (digests.length > 0) {
    await client.send(new BatchCheckLayerAvailabilityCommand({ ...repository, layerDigests: digests }));
  }
  for (const digest of new Set([config.digest, ...digests])) {
    const command = new GetDownloadUrlForLayerCommand({ ...repository, layerDigest: digest });
    const { downloadUrl = '' } = await client.send(command);
    if (await blobs.has(digest)) continue;
    const { ok, status, body } = await fetch(downloadUrl);
    if (!ok || body === null) throw new Error(`failed to copy: ${digest}: unexpected status code ${status}`);
    await blobs.write(Readable.fromWeb(body), digest);
  }
}

function notFound(reference: ImageReference): Error {
  const name = formatReference(reference);
  return new Error(`failed to resolve ref ${name}: ${name}: not found`);
}
