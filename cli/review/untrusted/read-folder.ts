import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isStackId } from './stack-id';
import { shown, type Refusal } from './refusal';

/** More than the largest platform has: a stack of an API with all of its 300 resources has half a megabyte. */
const MOST = { stacks: 5_000, bytesOfFile: 4_000_000, bytes: 400_000_000 };

/** The files of a synthesized change, as they were read once. */
export interface Files {
  readonly manifest?: Uint8Array;
  /** The JSON of each stack by its id. */
  readonly stacks: ReadonlyMap<string, Uint8Array>;
  readonly refusals: readonly Refusal[];
}

/**
 * Reads `manifest.json` and `stacks/<id>/cdk.tf.json` of a folder that a stranger has filled. Nothing else may be in it:
 * Terraform would read `terraform.tfvars`, `override.tf.json` or `.terraform.lock.hcl` beside them, and a link leads
 * anywhere.
 */
export async function readFolder(folder: string): Promise<Files> {
  const reader = new Reader(folder);
  await reader.read();
  return reader;
}

const ALLOWED = 'manifest.json and stacks/<id>/cdk.tf.json, as npm run synth writes them';

class Reader implements Files {
  manifest?: Uint8Array;
  readonly stacks = new Map<string, Uint8Array>();
  readonly refusals: Refusal[] = [];
  private bytes = 0;

  constructor(private readonly folder: string) {}

  async read(): Promise<void> {
    for (const name of await this.namesIn('')) {
      if (name === 'manifest.json') {
        const bytes = await this.readOne(name);
        if (bytes !== undefined) this.manifest = bytes;
      } else if (name === 'stacks') await this.readStacks();
      else this.refuse(name, 'a file or folder that does not belong there');
    }
    if (this.manifest === undefined) this.refuse('manifest.json', 'no such file');
  }

  private async readStacks(): Promise<void> {
    const ids = await this.namesIn('stacks');
    if (ids.length > MOST.stacks) {
      this.refuse('stacks', `${ids.length} stacks`, `up to ${MOST.stacks}`);
      return;
    }
    for (const id of ids) {
      if (isStackId(id)) await this.readStack(id);
      else this.refuse(`stacks/${id}`, 'a name that no stack has', 'small letters and digits, with single hyphens');
    }
  }

  private async readStack(id: string): Promise<void> {
    for (const name of await this.namesIn(`stacks/${id}`)) {
      const file = `stacks/${id}/${name}`;
      const bytes = name === 'cdk.tf.json' ? await this.readOne(file) : undefined;
      if (bytes !== undefined) this.stacks.set(id, bytes);
      else if (name !== 'cdk.tf.json') this.refuse(file, 'a file or folder that does not belong there');
    }
  }

  /** @returns nothing if it is no folder */
  private async namesIn(place: string): Promise<string[]> {
    const full = path.join(this.folder, place);
    if ((await lstat(full)).isDirectory()) return (await readdir(full)).sort();
    this.refuse(place, 'no folder');
    return [];
  }

  /** @returns undefined if it is no file that may be read */
  private async readOne(file: string): Promise<Uint8Array | undefined> {
    const full = path.join(this.folder, file);
    const stats = await lstat(full);
    if (!stats.isFile()) {
      this.refuse(file, 'no regular file', 'files, and no links');
      return undefined;
    }
    this.bytes += stats.size;
    if (stats.size > MOST.bytesOfFile || this.bytes > MOST.bytes) {
      this.refuse(file, `${stats.size} bytes`, `up to ${MOST.bytesOfFile} of a file and ${MOST.bytes} of all`);
      return undefined;
    }
    return readFile(full);
  }

  private refuse(file: string, found: string, allowed = ALLOWED): void {
    this.refusals.push({ path: file === '' ? '.' : shown(file).slice(1, -1), found, allowed });
  }
}
