import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keepInitialized, replaceOutput } from './replace-output';

/** CDKTF's list of what it wrote. */
interface Manifest {
  readonly version: string;
  readonly stacks: Readonly<Record<string, unknown>>;
}

/**
 * Replaces some of the former stacks by freshly written ones and leaves the others as they are. Both folders are
 * of one file system.
 */
export async function replaceStacks(output: string, fresh: string): Promise<void> {
  if (!existsSync(path.join(output, 'manifest.json'))) return replaceOutput(output, fresh);
  const former = path.join(fresh, 'former');
  await mkdir(path.join(former, 'stacks'), { recursive: true });
  for (const stack of await readdir(path.join(fresh, 'stacks'))) {
    const place = path.join(output, 'stacks', stack);
    if (existsSync(place)) await rename(place, path.join(former, 'stacks', stack));
    await rename(path.join(fresh, 'stacks', stack), place);
  }
  await keepInitialized(former, output);
  await writeManifest(output, await readManifest(output), await readManifest(fresh));
  await rm(former, { recursive: true });
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

async function writeManifest(output: string, former: Manifest, fresh: Manifest): Promise<void> {
  const manifest = { ...fresh, stacks: { ...former.stacks, ...fresh.stacks } };
  await writeFile(path.join(output, 'manifest.json'), JSON.stringify(manifest, undefined, 2));
}
