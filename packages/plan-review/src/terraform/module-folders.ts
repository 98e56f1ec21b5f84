import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { whenMissing } from '../error-code';

/** Where a module of the same repository is taken from, in both of Terraform's languages. */
const LOCAL_SOURCE = /\bsource"?\s*[=:]\s*"(\.{1,2}\/[^"]*)"/g;

/**
 * The folders that a Terraform configuration is made of: its own, and those of the local modules that it uses, directly
 * or by others.
 * @param root absolute path
 * @returns absolute paths, the root first
 */
export async function moduleFolders(root: string): Promise<string[]> {
  const folders = new Set([root]);
  for (const folder of folders) {
    for (const source of await sourcesIn(folder)) folders.add(path.resolve(folder, source));
  }
  return [...folders];
}

async function sourcesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(whenMissing<string[]>([]));
  const texts = names
    .filter((name) => /\.(tf|tofu)(\.json)?$/.test(name))
    .map((name) => readFile(path.join(folder, name), 'utf8'));
  return (await Promise.all(texts)).flatMap((text) =>
    [...text.matchAll(LOCAL_SOURCE)].map(([, source]) => source ?? ''),
  );
}
