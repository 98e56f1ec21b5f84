import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Does something in an empty folder that is gone afterwards.
 * @param parent where it is made
 */
export async function inTemporaryFolder<T>(parent: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(parent, 'pipeline-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
