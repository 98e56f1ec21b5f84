import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** What `terraform init` leaves in a stack's folder; keeping it saves the next init its work. */
const INITIALIZED = ['.terraform', '.terraform.lock.hcl'];

/** Where `terraform init` remembers the backend. Source: Terraform documentation, "Backend configuration", "Initialization". */
const REMEMBERED_BACKEND = path.join('.terraform', 'terraform.tfstate');

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

/**
 * Moves what `terraform init` made for the former stacks to the new ones, but for what it remembers of a backend that is
 * another now: Terraform would ask whether the state is to be moved, and it stays where it is.
 */
export async function keepInitialized(former: string, output: string): Promise<void> {
  for (const stack of await stackFolders(output)) {
    const [before, after] = [former, output].map((folder) => path.join(folder, 'stacks', stack)) as [string, string];
    for (const name of INITIALIZED) {
      if (existsSync(path.join(before, name))) await rename(path.join(before, name), path.join(after, name));
    }
    const remembered = path.join(after, REMEMBERED_BACKEND);
    // Stacks that were left as they are have no former JSON.
    const isReplaced = existsSync(path.join(before, 'cdk.tf.json')) && existsSync(remembered);
    if (isReplaced && !isDeepStrictEqual(await backendOf(before), await backendOf(after))) await rm(remembered);
  }
}

/** The backend of a stack. */
async function backendOf(folder: string): Promise<unknown> {
  const json = await readFile(path.join(folder, 'cdk.tf.json'), 'utf8');
  const { terraform } = JSON.parse(json) as { readonly terraform?: { readonly backend?: unknown } };
  return terraform?.backend;
}

async function stackFolders(output: string): Promise<string[]> {
  const folder = path.join(output, 'stacks');
  return existsSync(folder) ? readdir(folder) : [];
}
