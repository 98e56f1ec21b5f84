import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { ifAbsent } from '../../files/absent';
import { BlobFolder } from '../oci/blob-folder';
import { type ImageConfig, parseConfig } from '../oci/config';
import { digestOf, digitsOf } from '../oci/digest';
import { type Descriptor, type ImageManifest, isIndex, OCI_CONFIG, OCI_MANIFEST, parseManifest } from '../oci/manifest';
import { formatReference, parseReference } from '../oci/reference';
import { DockerError } from './docker-error';

/** An image of a store. */
export interface StoredImage {
  /** Of its manifest. */
  readonly digest: string;
  /** The manifest as it is sent. */
  readonly text: string;
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
}

/** A name that an image has. */
interface Name {
  /** `<registry>/<repository>:<tag>`. */
  readonly name: string;
  /** Of the manifest. */
  readonly digest: string;
}

/** The images of one docker home. Each name is a file of its own, so that builds side by side do not disturb each other. */
export class ImageStore {
  readonly blobs: BlobFolder;
  readonly #names: string;

  /** @param folder absolute path; need not exist */
  constructor(folder: string) {
    this.blobs = new BlobFolder(folder);
    this.#names = path.join(folder, 'names');
  }

  /** Makes an image of a configuration and the layers that it names. */
  async addImage(config: ImageConfig, layers: readonly Descriptor[]): Promise<StoredImage> {
    const blob = await this.blobs.write(Buffer.from(JSON.stringify(config)));
    const described = { mediaType: OCI_CONFIG, digest: blob.digest, size: blob.size };
    const manifest = { schemaVersion: 2, mediaType: OCI_MANIFEST, config: described, layers };
    const { digest } = await this.blobs.write(Buffer.from(JSON.stringify(manifest)));
    return this.read(digest);
  }

  /** @param digest of a manifest that is stored, as its configuration is */
  async read(digest: string): Promise<StoredImage> {
    const text = (await this.blobs.read(digest)).toString();
    const manifest = parseManifest(text);
    if (isIndex(manifest)) throw new DockerError(`${digest} is for several platforms`);
    return { digest, text, manifest, config: parseConfig(await this.blobs.read(manifest.config.digest)) };
  }

  /** Gives an image a name, which another loses. */
  async tag(reference: string, digest: string): Promise<void> {
    const name = nameOf(reference);
    const file = path.join(this.#names, digitsOf(digestOf(name)));
    await mkdir(this.#names, { recursive: true });
    await writeFile(`${file}.partial`, JSON.stringify({ name, digest } satisfies Name));
    await rename(`${file}.partial`, file);
  }

  /** All names, sorted. */
  async names(): Promise<readonly Name[]> {
    const files = await readdir(this.#names).catch(ifAbsent([]));
    const complete = files.filter((file) => !file.endsWith('.partial'));
    const texts = await Promise.all(complete.map((file) => readFile(path.join(this.#names, file), 'utf8')));
    const names = texts.map((text) => JSON.parse(text) as Name);
    return names.sort((one, other) => one.name.localeCompare(other.name));
  }

  /**
   * Finds an image by its name, by its id, which is its configuration's digest, or by the first digits of that.
   * @returns undefined if there is none
   */
  async find(reference: string): Promise<StoredImage | undefined> {
    const names = await this.names();
    const parsed = parseReference(reference);
    const named = parsed && names.find(({ name }) => name === formatReference(parsed));
    if (named !== undefined) return this.read(named.digest);
    const digits = reference.replace(/^sha256:/, '');
    if (!/^[0-9a-f]{6,64}$/.test(digits)) return undefined;
    const images = await Promise.all(names.map(({ digest }) => this.read(digest)));
    return images.find(({ manifest }) => digitsOf(manifest.config.digest).startsWith(digits));
  }
}

function nameOf(reference: string): string {
  const parsed = parseReference(reference);
  if (parsed === undefined) {
    throw new DockerError(
      `invalid reference format: "${reference}" is no name of an image; names are like 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.0, in lower case but for the tag`,
    );
  }
  return formatReference(parsed);
}
