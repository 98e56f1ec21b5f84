import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { pack, type Pack } from 'tar-stream';

import type { BlobFolder } from './blob-folder';
import { type Descriptor, OCI_LAYER } from './manifest';

/** Something that a layer puts into the file system. */
export interface LayerEntry {
  /** Absolute path in the container. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink';
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** File that has the content, or the content. @default empty */
  readonly content?: { readonly file: string; readonly size: number } | Buffer;
  /** Where a link leads. */
  readonly target?: string;
}

/** A layer in a store. */
export interface Layer {
  readonly descriptor: Descriptor;
  /** Digest before it was compressed. */
  readonly diffId: string;
}

/** All files have one time, so that the same content always makes the same layer. */
const TIME = new Date(0);

/** Writes a layer; the same entries make the same bytes. */
export async function packLayer(store: BlobFolder, entries: readonly LayerEntry[]): Promise<Layer> {
  const tar = pack();
  const sorted = [...entries].sort((one, other) => (one.path < other.path ? -1 : 1));
  const [layer] = await Promise.all([compressLayer(store, Readable.from(tar)), packEntries(tar, sorted)]);
  return layer;
}

/**
 * Stores a layer that is not compressed yet.
 * @param tar its bytes
 */
export async function compressLayer(store: BlobFolder, tar: Readable): Promise<Layer> {
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const compressed = new PassThrough();
  const [{ digest, size }] = await Promise.all([
    store.write(compressed),
    pipeline(tar, hashed, createGzip(), compressed),
  ]);
  return { descriptor: { mediaType: OCI_LAYER, digest, size }, diffId: `sha256:${hash.digest('hex')}` };
}

async function packEntries(tar: Pack, entries: readonly LayerEntry[]): Promise<void> {
  for (const entry of entries) await packEntry(tar, entry);
  tar.finalize();
}

function packEntry(tar: Pack, { content, ...entry }: LayerEntry): Promise<void> {
  const name = entry.path.slice(1) + (entry.type === 'directory' ? '/' : '');
  const size = content === undefined ? 0 : Buffer.isBuffer(content) ? content.length : content.size;
  const { type, mode, uid, gid, target } = entry;
  const headers = { name, type, mode, uid, gid, size, mtime: TIME, linkname: target ?? '' };
  return new Promise((resolve, reject) => {
    const sink = tar.entry(headers, (error) => {
      if (error) reject(error);
      else resolve();
    });
    if (type !== 'file') return;
    if (content === undefined || Buffer.isBuffer(content)) sink.end(content);
    else createReadStream(content.file).once('error', reject).pipe(sink);
  });
}
