import { createWriteStream } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import { type Entry, fromBufferPromise, openPromise, type ZipFile as ZipReader } from 'yauzl';
import { ZipFile } from 'yazl';

import { codeOf } from '../error-kinds';

/** A file or a symbolic link, and what it is called in a zip file. */
export interface ZipEntry {
  /** Path on this machine. */
  readonly file: string;
  /** Path inside the zip file. */
  readonly name: string;
}

/** Type bits of a Unix mode, and those of a symbolic link (POSIX, `sys/stat.h`). */
const TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/** Of files from a zip that was made where there are no modes. */
const DEFAULT_MODE = 0o644;

/** A symbolic link of a zip file. */
interface Link {
  readonly target: string;
  /** Path inside the zip file. */
  readonly name: string;
}

/**
 * Unpacks a zip file; files keep their modes, and symbolic links stay links, wherever they lead.
 * @param file path of the zip file
 * @param folder made if it is not there; an empty one
 * @throws Error if it is no zip file, if one of its names leads out of the folder, or if a link of it has the place of
 * something else
 */
export async function unzip(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const zip = await openPromise(file);
  const links: Link[] = [];
  for await (const entry of zip.eachEntry()) {
    if ((modeOf(entry) & TYPE) === SYMBOLIC_LINK) {
      links.push({ target: await text(await zip.openReadStreamPromise(entry)), name: entry.fileName });
    } else {
      await extract(zip, entry, path.join(folder, entry.fileName));
    }
  }
  await makeLinks(folder, links);
}

/**
 * Comes after all files, and makes all folders before the first link: so nothing is ever made through a link, which may
 * lead anywhere, not even where a file system takes two names for one.
 */
async function makeLinks(folder: string, links: readonly Link[]): Promise<void> {
  for (const { name } of links) await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  for (const { target, name } of links) {
    await symlink(target, path.join(folder, name)).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
      throw new Error(`${name} is a link to ${target}, and its name is also that of a file, a folder or another link`);
    });
  }
}

async function extract(zip: ZipReader, entry: Entry, file: string): Promise<void> {
  if (entry.fileName.endsWith('/')) {
    await mkdir(file, { recursive: true });
    return;
  }
  await mkdir(path.dirname(file), { recursive: true });
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
  await chmod(file, modeOf(entry) & 0o777 || DEFAULT_MODE);
}

/**
 * The text of one file of a zip file; of a link, where it leads.
 * @param zip the bytes of the zip file
 * @param name path inside the zip file
 * @returns undefined if there is none of that name
 */
export async function readZipped(zip: Buffer, name: string): Promise<string | undefined> {
  const reader = await fromBufferPromise(zip);
  for await (const entry of reader.eachEntry()) {
    if (entry.fileName === name) return text(await reader.openReadStreamPromise(entry));
  }
  return undefined;
}

/** The Unix mode is the upper half of the attributes (APPNOTE.TXT, "external file attributes"). */
function modeOf({ externalFileAttributes }: Entry): number {
  return externalFileAttributes >>> 16;
}

/**
 * Packs files and symbolic links of a folder, with their modes. Empty folders are left out.
 * @param files paths relative to the folder @default all in it
 * @returns the zip file
 */
export async function zipFolder(folder: string, files?: readonly string[]): Promise<Buffer> {
  const names = files ?? (await filesIn(folder));
  return zipEntries(names.map((name) => ({ file: path.join(folder, name), name })));
}

/**
 * Packs files and symbolic links from anywhere, with their modes.
 * @returns the zip file
 */
export async function zipEntries(entries: readonly ZipEntry[]): Promise<Buffer> {
  const zip = new ZipFile();
  // What yazl finds wrong only later, such as a file that has gone meanwhile, it tells by an event.
  zip.on('error', (error) => {
    zip.outputStream.emit('error', error);
  });
  for (const { file, name } of entries) {
    const { mode, mtime } = await lstat(file);
    if ((mode & TYPE) === SYMBOLIC_LINK) zip.addBuffer(Buffer.from(await readlink(file)), name, { mode, mtime });
    else zip.addFile(file, name);
  }
  zip.end();
  return buffer(zip.outputStream);
}

/**
 * All files and symbolic links under a folder; links are not followed.
 * @returns paths relative to it, with forward slashes, sorted
 */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
