import {
  CompleteLayerUploadCommand,
  type ECRClient,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';

import type { RunSettings } from '../containers/oci/config';
import { digestOf } from '../containers/oci/digest';

/** An image of one layer, which need not be a real archive if it is not unpacked. */
export interface TestImage {
  readonly blobs: readonly Buffer[];
  /** As it is sent. */
  readonly manifest: string;
  /** Of the manifest. */
  readonly digest: string;
  /** Bytes of its blobs. */
  readonly size: number;
}

/** Makes an image; the same content makes the same image. @param settings how its containers run */
export function imageOf(content: string | Buffer, settings: RunSettings = {}): TestImage {
  const layer = Buffer.from(content);
  const rootfs = { type: 'layers', diff_ids: [digestOf(layer)] };
  const config = Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', config: settings, rootfs }));
  const describe = (blob: Buffer, kind: string): object => ({
    mediaType: `application/vnd.oci.image.${kind}`,
    digest: digestOf(blob),
    size: blob.length,
  });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: describe(config, 'config.v1+json'),
    layers: [describe(layer, 'layer.v1.tar+gzip')],
  });
  return { blobs: [config, layer], manifest, digest: digestOf(manifest), size: config.length + layer.length };
}

/** Uploads a layer as one part; one that is there already is no error. @returns its digest */
export async function uploadLayer(ecr: ECRClient, repositoryName: string, layerPartBlob: Buffer): Promise<string> {
  const digest = digestOf(layerPartBlob);
  const { uploadId } = await ecr.send(new InitiateLayerUploadCommand({ repositoryName }));
  const part = { partFirstByte: 0, partLastByte: layerPartBlob.length - 1, layerPartBlob };
  await ecr.send(new UploadLayerPartCommand({ repositoryName, uploadId, ...part }));
  try {
    await ecr.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'LayerAlreadyExistsException') throw error;
  }
  return digest;
}

/** Makes an image and pushes it, as docker would. */
export async function pushImage(
  ecr: ECRClient,
  repositoryName: string,
  imageTag: string,
  content: string | Buffer,
  settings: RunSettings = {},
): Promise<TestImage> {
  const image = imageOf(content, settings);
  for (const blob of image.blobs) await uploadLayer(ecr, repositoryName, blob);
  await ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest: image.manifest }));
  return image;
}
