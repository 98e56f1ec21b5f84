import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, link, lstat, mkdir, open, readdir, readlink, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { type Extract, extract, type Header } from 'tar-stream';

import { ifAbsent } from '../../files/absent';
import { containerPath, copiedLinkText, linkText, placeIn } from './rooted-path';

/** Names that remove what lower layers have (OCI image specification, "Image Layer Filesystem Changeset"). */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** Permissions that the unpacking user keeps, so that the files can be read and removed. */
const OWNER_FILE = 0o600;
const OWNER_FOLDER = 0o700;

/**
 * Applies a layer to a folder. Owners are not kept, devices are left out, and absolute links become relative ones,
 * because nothing but the folder itself stands for `/`.
 * @param file the layer, compressed with gzip or not at all
 * @param root real path of the folder
 */
export async function unpackLayer(file: string, root: string): Promise<void> {
  const layer = new Unpacking(root);
  const entries = extract();
  const read = pipeline([createReadStream(file), ...((await isGzip(file)) ? [createGunzip()] : []), entries]);
  const applied = (async () => {
    for await (const entry of entries) await layer.apply(entry);
  })();
  await Promise.all([read, applied]);
}

/** Whether a file begins as RFC 1952 says, "Member header and trailer". */
export async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** A file of an archive, with its content. */
type Entry = Extract extends AsyncIterable<infer E> ? E : never;

class Unpacking {
  /** Paths that this layer has, and their parents: whiteouts concern only the layers below. */
  readonly #own = new Set<string>();

  constructor(private readonly root: string) {}

  async apply(entry: Entry): Promise<void> {
    const name = containerPath(entry.header.name);
    const base = path.posix.basename(name);
    const folder = path.posix.dirname(name);
    if (base === OPAQUE) await this.#empty(folder);
    else if (base.startsWith(WHITEOUT)) await this.#remove(path.posix.join(folder, base.slice(WHITEOUT.length)));
    else await this.#put(name, entry);
    entry.resume();
  }

  async #put(name: string, entry: Entry): Promise<void> {
    const { header } = entry;
    for (let own = name; !this.#own.has(own); own = path.posix.dirname(own)) this.#own.add(own);
    const place = await placeIn(this.root, name);
    if (header.type === 'directory') return putFolder(place, header);
    if (name === '/') return;
    if (header.type === 'file' || header.type === 'contiguous-file') return putFile(place, header, entry);
    if (header.type === 'symlink') {
      await rm(place, { recursive: true, force: true });
      await symlink(linkText(this.root, place, header.linkname), place);
    } else if (header.type === 'link') {
      await putHardLink(place, await placeIn(this.root, header.linkname));
    }
  }

  async #remove(name: string): Promise<void> {
    if (this.#own.has(name)) return;
    await rm(await placeIn(this.root, name), { recursive: true, force: true });
  }

  async #empty(folder: string): Promise<void> {
    const place = await placeIn(this.root, folder);
    const names = await readdir(place).catch(ifAbsent([]));
    for (const name of names) {
      const child = path.posix.join(folder, name);
      if (this.#own.has(child)) await this.#empty(child);
      else await this.#remove(child);
    }
  }
}

async function putFolder(place: string, { mode }: Header): Promise<void> {
  const found = await lstat(place).catch(ifAbsent(undefined));
  if (found !== undefined && !found.isDirectory()) await rm(place);
  await mkdir(place, { recursive: true });
  await chmod(place, mode | OWNER_FOLDER);
}

/** A hard link to a symbolic link is a symbolic link; relative as these are, it says something else in another folder. */
async function putHardLink(place: string, source: string): Promise<void> {
  const isSymbolic = (await lstat(source)).isSymbolicLink();
  await rm(place, { recursive: true, force: true });
  if (isSymbolic) await symlink(copiedLinkText(place, source, await readlink(source)), place);
  else await link(source, place);
}

async function putFile(place: string, { mode }: Header, content: Entry): Promise<void> {
  await rm(place, { recursive: true, force: true });
  await pipeline(content, createWriteStream(place, { mode: OWNER_FILE, flags: 'wx' }));
  await chmod(place, mode | OWNER_FILE);
}
