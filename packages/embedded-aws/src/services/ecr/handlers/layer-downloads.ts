import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { digestOf, isDigest } from '../../../containers/oci/digest';
import { AwsError } from '../../../gateway/aws-error';
import { asList, asText, type JsonObject } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import type { Memory } from '../../../gateway/table';
import { blobsOf, calledRepository } from './repository';

/** Where layers are fetched from. No bucket of S3 can have this name, so the path is free. */
export const DOWNLOAD_PATH = '/_ecr/layers/';

/** What signs the addresses, per embedded AWS. */
const keys = new WeakMap<Memory, Buffer>();

/** Says which layers a repository has, and where their content is. */
export const layerDownloads = jsonHandler('ecr', {
  BatchCheckLayerAvailability: async (input, request, context) => {
    const { layers } = await calledRepository(input, request, context);
    const blobs = blobsOf(context.runtime);
    const asked = asList(input['layerDigests']).map(asText);
    const found = asked.filter((digest) => layers.has(digest));
    return {
      layers: await Promise.all(found.map(async (digest) => layerOf(digest, await blobs.sizeOf(digest)))),
      failures: asked.filter((digest) => !layers.has(digest)).map(failureOf),
    };
  },
  GetDownloadUrlForLayer: async (input, request, context) => {
    const { repositoryName, registryId, layers } = await calledRepository(input, request, context);
    const layerDigest = asText(input['layerDigest']);
    if (!layers.has(layerDigest)) {
      throw new AwsError(
        'LayersNotFoundException',
        `The layer with digest '${layerDigest}' does not exist in the repository with name '${repositoryName}' in the registry with id '${registryId}'`,
      );
    }
    const signature = signatureOf(context.memory, layerDigest);
    return { layerDigest, downloadUrl: `${context.endpoint}${DOWNLOAD_PATH}${layerDigest}?signature=${signature}` };
  },
});

/**
 * Reads an address that GetDownloadUrlForLayer gave.
 * @returns the layer's digest, or undefined if this address was not issued here
 */
export function downloadedLayer(memory: Memory, url: URL): string | undefined {
  const digest = decodeURIComponent(url.pathname.slice(DOWNLOAD_PATH.length));
  // Digests of both have one length, which the comparison asks for.
  const given = digestOf(url.searchParams.get('signature') ?? '');
  const expected = digestOf(signatureOf(memory, digest));
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? digest : undefined;
}

function signatureOf(memory: Memory, digest: string): string {
  const key = keys.get(memory) ?? randomBytes(32);
  keys.set(memory, key);
  return createHmac('sha256', key).update(digest).digest('hex');
}

function layerOf(layerDigest: string, layerSize: number): JsonObject {
  const mediaType = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
  return { layerDigest, layerAvailability: 'AVAILABLE', layerSize, mediaType };
}

/** Codes: Amazon ECR API Reference, "LayerFailure". */
function failureOf(layerDigest: string): JsonObject {
  const failureCode = isDigest(layerDigest) ? 'MissingLayerDigest' : 'InvalidLayerDigest';
  const failureReason = isDigest(layerDigest)
    ? 'Requested layer does not exist in the repository.'
    : `Invalid layer digest '${layerDigest}'`;
  return { layerDigest, failureCode, failureReason };
}
