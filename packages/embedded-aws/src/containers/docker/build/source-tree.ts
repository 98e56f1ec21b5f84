import type { Stats } from 'node:fs';
import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';

import picomatch from 'picomatch';

import { ifAbsent } from '../../../files/absent';
import { DockerError } from '../docker-error';

/** Something that can be copied. */
export interface SourceEntry {
  /** Path below what was asked for; empty for that itself. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink';
  readonly mode: number;
  /** In bytes. */
  readonly size: number;
  /** Where it is on this machine. */
  readonly file: string;
  /** Of a link. */
  readonly target?: string;
}

/** What a tree leaves out. */
export interface Exclusion {
  /** @param path relative to the tree */
  readonly excludes: (path: string) => boolean;
  /** Whether something inside of an excluded folder may be in the tree again. */
  readonly hasExceptions: boolean;
}

/** A folder that COPY takes files from: the build context, or the file system of a stage. */
export class SourceTree {
  /**
   * @param folder real path
   * @param title what it is called in errors
   */
  constructor(
    private readonly folder: string,
    private readonly title: string,
    private readonly exclusion: Exclusion = { excludes: () => false, hasExceptions: false },
  ) {}

  /**
   * Finds what a COPY names.
   * @param source path or pattern (Dockerfile reference, "COPY", Go's filepath.Match), absolute or relative to the tree
   * @returns paths relative to the tree, sorted; an empty one is the tree itself
   * @throws DockerError if there is nothing
   */
  async find(source: string): Promise<readonly string[]> {
    const name = path.posix.normalize(source).replace(/^\/+|\/+$/g, '');
    if (name === '..' || name.startsWith('../')) {
      throw new DockerError(
        `forbidden path outside the build context: ${source}: a build sees only what is in ${this.folder}`,
      );
    }
    const found = name === '.' ? [''] : /[*?[]/.test(name) ? await this.#match(name) : [name];
    const existing: string[] = [];
    for (const each of found) if (await this.#exists(each)) existing.push(each);
    if (existing.length > 0) return existing;
    throw new DockerError(await this.#missing(source, name));
  }

  /**
   * Everything at and below a path; the path itself is followed if it is a link.
   * @throws DockerError if it leads out of the tree
   */
  async entries(name: string): Promise<readonly SourceEntry[]> {
    const file = await realpath(path.join(this.folder, name));
    if (file !== this.folder && !file.startsWith(this.folder + path.sep)) {
      throw new DockerError(`forbidden path outside the build context: ${name} is a link to ${file}`);
    }
    return this.#walk(file, name, '');
  }

  async #walk(file: string, name: string, below: string): Promise<SourceEntry[]> {
    const found = await lstat(file);
    const own = await entryOf(found, file, below);
    if (own?.type !== 'directory') return own === undefined || this.exclusion.excludes(name) ? [] : [own];
    const isExcluded = name !== '' && this.exclusion.excludes(name);
    if (isExcluded && !this.exclusion.hasExceptions) return [];
    const children = (await readdir(file)).sort();
    const inside: SourceEntry[] = [];
    for (const child of children) {
      const next = path.posix.join(below, child);
      inside.push(...(await this.#walk(path.join(file, child), path.posix.join(name, child), next)));
    }
    return isExcluded ? inside : [own, ...inside];
  }

  async #match(pattern: string): Promise<string[]> {
    const matches = picomatch(pattern, { dot: true, nobrace: true, noextglob: true, nonegate: true });
    const all = await this.#walk(this.folder, '', '');
    return all.map((entry) => entry.path).filter((name) => name !== '' && matches(name));
  }

  async #exists(name: string): Promise<boolean> {
    const found = await lstat(path.join(this.folder, name)).catch(ifAbsent(undefined));
    if (found === undefined) return false;
    return found.isDirectory() || !this.exclusion.excludes(name);
  }

  async #missing(source: string, name: string): Promise<string> {
    const isThere = (await lstat(path.join(this.folder, name)).catch(ifAbsent(undefined))) !== undefined;
    return `"/${name}": not found in ${this.title}${isThere ? ': .dockerignore excludes it' : ''} (${source})`;
  }
}

/** @returns undefined for sockets and devices */
async function entryOf(found: Stats, file: string, below: string): Promise<SourceEntry | undefined> {
  const own = { path: below, mode: found.mode & 0o7777, size: found.size, file };
  if (found.isDirectory()) return { ...own, type: 'directory' };
  if (found.isSymbolicLink()) return { ...own, type: 'symlink', target: await readlink(file) };
  return found.isFile() ? { ...own, type: 'file' } : undefined;
}
