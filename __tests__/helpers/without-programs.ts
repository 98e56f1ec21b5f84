import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Fills a folder with links to every program on PATH but some.
 * @param folder an empty one
 * @returns the value of PATH that finds these only
 */
export function withoutPrograms(folder: string, missing: readonly string[]): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((each) => existsSync(each));
  const seen = new Set(missing);
  for (const each of folders) {
    for (const name of readdirSync(each)) {
      // The first one on PATH is the one that counts.
      if (seen.has(name)) continue;
      seen.add(name);
      symlinkSync(path.join(each, name), path.join(folder, name));
    }
  }
  return folder;
}
