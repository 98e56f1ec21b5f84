import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import { ifAbsent } from '../../../files/absent';
import type { LayerEntry } from '../../oci/pack';
import { containerPath } from '../../oci/rooted-path';
import { DockerError } from '../docker-error';
import type { Stage } from './stage';
import { missingFolders } from './workdir';

/** Where COPY puts its files. */
export class Destination {
  private constructor(
    private readonly stage: Stage,
    /** Absolute path in the image; links are followed. */
    private readonly path: string,
    /** Whether files get into it under their own names. */
    public isFolder: boolean,
  ) {}

  /**
   * @param text as the Dockerfile has it, with variables replaced
   * @param count how many files and folders are copied
   * @throws DockerError if these are several and it is not said to be a folder
   */
  static async open(stage: Stage, text: string, count: number, keyword: string): Promise<Destination> {
    const isSaid = /(^|\/)\.{0,2}$/.test(text);
    if (count > 1 && !isSaid) {
      throw new DockerError(
        `When using ${keyword} with more than one source file, the destination must be a directory and end with a /: ${text}`,
      );
    }
    const place = await resolveLinks(stage.root, containerPath(text, stage.workingDirectory));
    const found = await stat(path.join(stage.root, place)).catch(ifAbsent(undefined));
    return new Destination(stage, place, isSaid || found?.isDirectory() === true);
  }

  /** Where a file with a name goes. */
  pathOf(name: string): string {
    return this.isFolder ? path.posix.join(this.path, name) : this.path;
  }

  /** Where something goes that is inside of a copied folder. */
  pathWithin(name: string): string {
    return path.posix.join(this.path, name);
  }

  /** Adds the folders that the stage does not have yet. Of two entries for a path, the last counts. */
  async withFolders(entries: readonly LayerEntry[]): Promise<LayerEntry[]> {
    const all = new Map<string, LayerEntry>();
    const folders = new Set(entries.map((entry) => path.posix.dirname(entry.path)));
    if (this.isFolder) folders.add(this.path);
    for (const folder of folders) {
      for (const missing of await missingFolders(this.stage, folder)) all.set(missing.path, missing);
    }
    for (const entry of entries) all.set(entry.path, entry);
    return [...all.values()];
  }
}

/** Follows the links of what exists of a path. All links of a stage stay inside of its folder. */
async function resolveLinks(root: string, inside: string): Promise<string> {
  if (inside === '/') return inside;
  const real = await realpath(path.join(root, inside)).catch(ifAbsent(undefined));
  if (real !== undefined) return path.join('/', path.relative(root, real));
  return path.posix.join(await resolveLinks(root, path.posix.dirname(inside)), path.posix.basename(inside));
}
