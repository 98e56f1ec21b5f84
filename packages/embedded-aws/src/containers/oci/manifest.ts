import { z } from 'zod';

// Media types (OCI image specification, "OCI Image Media Types"; Docker, "Image Manifest V 2, Schema 2").

/** Media type of the manifest of an image for one platform. */
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
/** Media type of the configuration of an image. */
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
/** Media type of a layer: a tar archive, compressed with gzip. */
export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';

/** Everything a registry may be asked a manifest in. */
export const MANIFEST_TYPES: readonly string[] = [OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_INDEX];

const descriptor = z.object({
  mediaType: z.string(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** In bytes. */
  size: z.number().int().nonnegative(),
  platform: z.object({ os: z.string(), architecture: z.string() }).optional(),
});

const imageManifest = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  config: descriptor,
  layers: z.array(descriptor),
});

const imageIndex = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  manifests: z.array(descriptor),
});

/** What refers to a blob or a manifest. */
export type Descriptor = z.infer<typeof descriptor>;

/** An image for one platform. */
export type ImageManifest = z.infer<typeof imageManifest>;

/** The same image for several platforms. */
export type ImageIndex = z.infer<typeof imageIndex>;

/**
 * Reads a manifest or an index.
 * @throws Error if it is neither, with what is wrong
 */
export function parseManifest(text: string): ImageManifest | ImageIndex {
  const json: unknown = JSON.parse(text);
  const isIndex = typeof json === 'object' && json !== null && 'manifests' in json;
  const { data, error } = (isIndex ? imageIndex : imageManifest).safeParse(json);
  if (error !== undefined) throw new Error(z.prettifyError(error));
  return data;
}

/** Whether it lists manifests instead of layers. */
export function isIndex(manifest: ImageManifest | ImageIndex): manifest is ImageIndex {
  return 'manifests' in manifest;
}
