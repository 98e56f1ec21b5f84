import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { removeStaleFolders } from '../files/stale-folders';
import { makePrivateFolder } from '../files/private';

/**
 * Gives an action a folder of its own, which is gone afterwards: also after Ctrl-C, and after a kill as soon as the
 * next review starts. What it holds (plans, states) may be secret, so only its owner can read it.
 * @param work the project's folder for what can be thrown away
 */
export async function inWorkFolder<Result>(work: string, action: (folder: string) => Promise<Result>): Promise<Result> {
  const reviews = path.join(work, 'reviews');
  await removeStaleFolders(reviews);
  const folder = path.join(reviews, String(process.pid));
  await makePrivateFolder(folder);
  const removeNow = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', removeNow);
  try {
    return await action(folder);
  } finally {
    process.off('exit', removeNow);
    await rm(folder, { recursive: true, force: true });
  }
}
