import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import picomatch from 'picomatch';

import { ifAbsent } from '../../../files/absent';
import { filesIn, type ZipEntry } from '../../../files/zip';
import type { BuildLog } from './build-log';
import type { ArtifactSpec } from './buildspec';
import { PhaseFailure } from './phase';

/** Patterns match hidden files, too. */
const PATTERNS = { dot: true };

/**
 * Finds the files of an artifact (CodeBuild User Guide, "Build specification reference", artifacts).
 * @param source folder of the primary source, that paths are relative to
 * @throws PhaseFailure `CLIENT_ERROR` if nothing matches
 */
export async function findArtifactFiles(log: BuildLog, source: string, spec: ArtifactSpec): Promise<ZipEntry[]> {
  log.write(`Expanding base directory path: ${spec.baseDirectory}`);
  const all = await filesIn(source);
  const bases = basesOf(all, spec.baseDirectory);
  if (bases.length === 0) {
    throw new PhaseFailure('CLIENT_ERROR', `no matching base directory path found for ${spec.baseDirectory}`);
  }
  log.write(`Expanding file paths for base directory ${spec.baseDirectory}`);
  log.write('Assembling file list');
  const entries = bases.flatMap((base) => matching(log, all, base, spec).map((name) => ({ base, name })));
  const found = await Promise.all(entries.map(({ base, name }) => entryOf(path.join(source, base), name, spec)));
  const files = found.filter((entry) => entry !== undefined);
  if (files.length === 0) throw new PhaseFailure('CLIENT_ERROR', 'no matching artifact paths found');
  log.write(`Found ${files.length} file(s)`);
  return files;
}

/** The folders that a pattern names, of those with files in them. */
function basesOf(files: readonly string[], pattern: string): string[] {
  const clean = path.posix.normalize(pattern).replace(/\/$/, '');
  if (clean === '.') return ['.'];
  const folders = new Set(files.flatMap(parentsOf));
  const isBase = picomatch(clean, PATTERNS);
  return [...folders].filter((folder) => isBase(folder));
}

function parentsOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function matching(log: BuildLog, all: readonly string[], base: string, { files, excluded }: ArtifactSpec): string[] {
  const isExcluded = picomatch(excluded.map(cleaned), PATTERNS);
  const names =
    base === '.' ? all : all.filter((name) => name.startsWith(`${base}/`)).map((name) => name.slice(base.length + 1));
  const matches = files.flatMap((pattern) => {
    log.write(`Expanding ${pattern}`);
    const isMatch = picomatch(cleaned(pattern), PATTERNS);
    const found = names.filter((name) => isMatch(name));
    if (found.length === 0) log.write(`Skipping invalid file path ${pattern}`);
    return found;
  });
  return [...new Set(matches)].filter((name) => excluded.length === 0 || !isExcluded(name));
}

function cleaned(pattern: string): string {
  return pattern.replace(/^(\.\/)+/, '');
}

/** A link is kept, or stands for the file that it leads to; a link to anything else is left out. */
async function entryOf(folder: string, name: string, spec: ArtifactSpec): Promise<ZipEntry | undefined> {
  const zipName = spec.discardPaths ? path.posix.basename(name) : name;
  const file = path.join(folder, name);
  if (spec.enableSymlinks) return { file, name: zipName };
  const target = await realpath(file).catch(ifAbsent(undefined));
  return target !== undefined && (await stat(target)).isFile() ? { file: target, name: zipName } : undefined;
}
