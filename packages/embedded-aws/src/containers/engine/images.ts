import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import type { Runtime } from '../../gateway/runtime';
import type { AwsSettings } from '../../gateway/settings';
import { ContainerError, type PulledImage } from '../container';
import { BlobFolder } from '../oci/blob-folder';
import { parseConfig, type RunSettings } from '../oci/config';
import { digitsOf } from '../oci/digest';
import { ecrRegistryOf, parseReference } from '../oci/reference';
import { unpackLayer } from '../oci/unpack';
import { type FetchedImage, fetchImage } from './pull';
import { standInOf } from './stand-ins';

/** An image that containers can be started from. */
export interface UnpackedImage {
  /** Real path of the folder that stands for `/`. */
  readonly root: string;
  readonly settings: RunSettings;
}

/** The images of one embedded AWS. */
export class Images {
  readonly #blobs: BlobFolder;
  readonly #unpacked = new Map<string, Promise<UnpackedImage>>();
  readonly #folder: string;

  constructor(runtime: Pick<Runtime, 'folder'>) {
    this.#folder = path.join(runtime.folder, 'containers');
    this.#blobs = new BlobFolder(this.#folder);
  }

  /** @throws ContainerError */
  async pull(text: string, settings: AwsSettings): Promise<PulledImage> {
    const reference = parseReference(text);
    if (reference === undefined) throw cannotPull(`invalid reference format: ${text}`);
    const standIn = standInOf(text);
    if (standIn !== undefined) return { reference: text, digest: reference.digest ?? standIn.digest };
    const registry = ecrRegistryOf(reference.registry);
    if (registry === undefined) {
      throw cannotPull(
        `${text}: the embedded AWS reaches no registry but its own and knows no stand-in for this image`,
      );
    }
    try {
      const image = await fetchImage(reference, registry, settings, this.#blobs);
      await this.#unpack(image);
      return { reference: text, digest: image.digest };
    } catch (error) {
      throw cannotPull(reasonOf(text, error));
    }
  }

  /** @throws ContainerError if it was not pulled */
  async find({ reference, digest }: PulledImage): Promise<UnpackedImage> {
    const image = await this.#unpacked.get(digest);
    if (image === undefined) throw new ContainerError('CannotStartContainerError', `No such image: ${reference}`);
    return image;
  }

  /** Once per image; tasks that start at the same time wait for the same. */
  #unpack(image: FetchedImage): Promise<UnpackedImage> {
    const unpacked = this.#unpacked.get(image.digest) ?? this.#unpackAnew(image);
    this.#unpacked.set(image.digest, unpacked);
    unpacked.catch(() => this.#unpacked.delete(image.digest));
    return unpacked;
  }

  async #unpackAnew({ digest, manifest }: FetchedImage): Promise<UnpackedImage> {
    const root = path.join(this.#folder, digitsOf(digest));
    const partial = `${root}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    for (const layer of manifest.layers) await unpackLayer(this.#blobs.pathOf(layer.digest), partial);
    await rename(partial, root);
    return { root, settings: parseConfig(await this.#blobs.read(manifest.config.digest)).config };
  }
}

/** Amazon ECS Developer Guide, "CannotPullContainer task errors in Amazon ECS". */
function reasonOf(reference: string, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isDenied = error.name.startsWith('AccessDenied');
  const isMissing = error.name === 'RepositoryNotFoundException';
  const failed = `pull image manifest has been retried 1 time(s): `;
  if (isMissing) return `${failed}failed to resolve ref ${reference}: ${reference}: not found: ${error.message}`;
  return isDenied
    ? `${failed}failed to resolve ref ${reference}: 403 Forbidden: ${error.message}`
    : failed + error.message;
}

function cannotPull(message: string): ContainerError {
  return new ContainerError('CannotPullContainerError', message);
}
