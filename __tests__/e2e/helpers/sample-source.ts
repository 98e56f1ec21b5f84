import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { paths } from './run-folder';

/** The source of the sample service. */
export const SAMPLE = path.join(paths.root, 'examples', 'hello');

/**
 * Writes a changed copy of the sample service's source.
 * @param folder that becomes it
 * @param server what becomes of `server.js`
 * @param files their contents by path; undefined takes a file away. @default no others change
 */
export async function writeSource(
  folder: string,
  server: (text: string) => string,
  files: Readonly<Record<string, string | undefined>> = {},
): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(SAMPLE, folder, { recursive: true });
  const program = path.join(folder, 'server.js');
  await writeFile(program, server(await readFile(program, 'utf8')));
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) await rm(path.join(folder, name));
    else await writeFile(path.join(folder, name), text);
  }
  return folder;
}
