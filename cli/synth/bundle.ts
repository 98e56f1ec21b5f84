import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, whenMissing } from 'plan-review/error-code';
import { parseJson } from 'plan-review/json';
import { translate } from './translate';

/** A program of TypeScript that is made one file of JavaScript. */
export interface BundleOptions {
  /** The program, from the project's folder, e.g. `main.ts`. */
  readonly entry: string;
  /** The folder of package.json. */
  readonly root: string;
  /** Where bundles are kept. */
  readonly folder: string;
}

/** What a bundle was made from. */
interface Origin {
  /** The project's own files, from its folder; packages are known by the lock file. */
  readonly files: readonly string[];
  /** Of what is in them. */
  readonly hash: string;
}

/** What decides what a bundle is, besides the program. */
const SETTINGS = ['package-lock.json', 'tsconfig.json', require.resolve('./translate')];

/**
 * Makes one file of a program and its packages, unless nothing of it changed since it was made. Loading them as they
 * are takes a second: every file is found, read and translated, with the source maps of packages. One file takes a
 * quarter of that.
 * @returns the file
 * @throws Error if the program cannot be translated
 */
export async function bundle({ entry, root, folder }: BundleOptions): Promise<string> {
  const file = path.join(folder, `${path.basename(entry, '.ts')}.js`);
  const origin = `${file}on`;
  const known = await readOrigin(origin);
  if (known !== undefined && known.hash === hashOf(root, known.files)) return file;
  await mkdir(folder, { recursive: true });
  await rm(origin, { force: true });
  const startedMs = Date.now();
  const { code, files } = await translate(path.join(root, entry), root);
  await replaceFile(file, code);
  const hash = hashOf(root, files);
  const isCurrent = hash !== undefined && files.every((each) => statSync(path.join(root, each)).mtimeMs < startedMs);
  // Without its origin it is made again the next time: a file that was saved meanwhile may not be in it.
  if (isCurrent) await replaceFile(origin, JSON.stringify({ files, hash } satisfies Origin));
  return file;
}

async function readOrigin(file: string): Promise<Origin | undefined> {
  const text = await readFile(file, 'utf8').catch(whenMissing(undefined));
  return text === undefined ? undefined : (parseJson(text) as Origin | undefined);
}

/** Undefined if a file is gone. */
function hashOf(root: string, files: readonly string[]): string | undefined {
  const hash = createHash('sha256').update(`${process.version}\n${root}\n`);
  try {
    for (const file of [...SETTINGS, ...files]) hash.update(`${file}\n`).update(readFileSync(path.resolve(root, file)));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

/** Whole or not at all: another process may be reading. */
async function replaceFile(file: string, contents: string | Uint8Array): Promise<void> {
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, contents);
  await rename(fresh, file);
}
