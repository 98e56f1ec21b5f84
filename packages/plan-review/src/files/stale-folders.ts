import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, whenMissing } from '../error-code';

/**
 * Removes from a folder the entries of killed processes: those whose name starts with the id of a process that no
 * longer runs. Entries with the id of this process are removed too: an earlier process with the same id made them.
 */
export async function removeStaleFolders(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(whenMissing<string[]>([]))) {
    const pid = Number.parseInt(name, 10);
    if (Number.isNaN(pid) || (pid !== process.pid && isRunning(pid))) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ESRCH') return false;
    // It runs and belongs to another user.
    if (code === 'EPERM') return true;
    throw error;
  }
}
