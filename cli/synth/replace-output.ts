import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** What `terraform init` leaves in a stack's folder; keeping it saves the next init its work. */
const INITIALIZED = ['.terraform', '.terraform.lock.hcl'];

/**
 * Replaces the former stacks by freshly written ones, so that stacks which are gone from the config are gone
 * from the output. Both folders are of one file system.
 */
export async function replaceOutput(output: string, fresh: string): Promise<void> {
  const former = `${fresh}.former`;
  await rm(former, { recursive: true, force: true });
  await mkdir(path.dirname(output), { recursive: true });
  if (existsSync(output)) await rename(output, former);
  await rename(fresh, output);
  await keepInitialized(former, output);
  await rm(former, { recursive: true, force: true });
}

/** Moves what `terraform init` made for the former stacks to the new ones. */
export async function keepInitialized(former: string, output: string): Promise<void> {
  for (const stack of await stackFolders(output)) {
    for (const name of INITIALIZED) {
      const kept = path.join(former, 'stacks', stack, name);
      if (existsSync(kept)) await rename(kept, path.join(output, 'stacks', stack, name));
    }
  }
}

async function stackFolders(output: string): Promise<string[]> {
  const folder = path.join(output, 'stacks');
  return existsSync(folder) ? readdir(folder) : [];
}
