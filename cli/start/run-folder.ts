import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { removeStaleFolders } from 'plan-review/files/stale-folders';

/**
 * Makes an empty folder for everything that one run writes, and removes those of runs that are over.
 * The folder of a failed run thus stays, with its logs, until the next run.
 * @param work the project's folder for what can be thrown away
 */
export async function openRunFolder(work: string): Promise<string> {
  const runs = path.join(work, 'runs');
  await removeStaleFolders(runs);
  const folder = path.join(runs, String(process.pid));
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Removes the folder of a run that went well. */
export async function closeRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
