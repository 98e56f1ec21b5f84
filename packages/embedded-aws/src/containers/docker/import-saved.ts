import type { ChildProcess } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import { z } from 'zod';

import { parseConfig } from '../oci/config';
import { type Descriptor, OCI_LAYER } from '../oci/manifest';
import { compressLayer } from '../oci/pack';
import { findIn } from '../oci/rooted-path';
import { isGzip, unpackLayer } from '../oci/unpack';
import { DockerError } from './docker-error';
import type { ImageStore, StoredImage } from './image-store';

/** `manifest.json` of an archive (Docker, "docker image save"; the same in all versions of the engine). */
const savedImages = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) })).length(1);

/**
 * Takes over an image that `docker save` writes to its standard output. Layers are compressed, as registries have them.
 * @param folder for the archive
 * @throws DockerError if it is no archive of one image
 */
export async function importSaved({ stdout }: ChildProcess, store: ImageStore, folder: string): Promise<StoredImage> {
  if (stdout === null) throw new DockerError('docker save has no output');
  const archive = path.join(folder, 'saved.tar');
  await pipeline(stdout, createWriteStream(archive));
  await mkdir(path.join(folder, 'saved'), { recursive: true });
  const root = await realpath(path.join(folder, 'saved'));
  await unpackLayer(archive, root);
  const [image] = savedImages.parse(JSON.parse(await readFile(await fileIn(root, 'manifest.json'), 'utf8')));
  const layers: Descriptor[] = [];
  for (const layer of image?.Layers ?? []) layers.push(await importLayer(await fileIn(root, layer), store));
  const config = parseConfig(await readFile(await fileIn(root, image?.Config ?? '')));
  return store.addImage(config, layers);
}

async function importLayer(file: string, store: ImageStore): Promise<Descriptor> {
  if (!(await isGzip(file))) return (await compressLayer(store.blobs, createReadStream(file))).descriptor;
  return { mediaType: OCI_LAYER, ...(await store.blobs.write(createReadStream(file))) };
}

async function fileIn(root: string, name: string): Promise<string> {
  const file = await findIn(root, name);
  if (file === undefined) throw new DockerError(`docker save wrote an archive without ${name}`);
  return file;
}
