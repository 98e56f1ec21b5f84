import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../error-code';

/**
 * Removes from a folder what killed processes left there: entries whose name starts with the id of a process that no
 * longer runs. This process's own entries count as left.
 */
export async function removeStaleFolders(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number.parseInt(name, 10);
    if (Number.isNaN(pid) || (pid !== process.pid && isRunning(pid))) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs and belongs to somebody else.
    return errorCode(error) === 'EPERM';
  }
}
