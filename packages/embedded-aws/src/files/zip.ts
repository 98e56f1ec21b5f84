import { createWriteStream } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import { type Entry, openPromise, type ZipFile as ZipReader } from 'yauzl';
import { ZipFile } from 'yazl';

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

/**
 * Unpacks a zip file; files keep their modes, and symbolic links stay links.
 * @param file path of the zip file
 * @param folder made if it is not there
 * @throws Error if it is no zip file, or if one of its names leads out of the folder
 */
export async function unzip(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const zip = await openPromise(file);
  const links: { readonly target: string; readonly name: string }[] = [];
  for await (const entry of zip.eachEntry()) {
    if ((modeOf(entry) & TYPE) === SYMBOLIC_LINK) {
      links.push({ target: await text(await zip.openReadStreamPromise(entry)), name: entry.fileName });
    } else {
      await extract(zip, entry, path.join(folder, entry.fileName));
    }
  }
  // Last, so that no file is written through a link, which may lead anywhere.
  for (const { target, name } of links) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await symlink(target, path.join(folder, name));
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
