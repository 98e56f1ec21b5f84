import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import dockerignore from '@balena/dockerignore';

import { ifAbsent } from '../../../files/absent';
import { DockerError } from '../docker-error';
import { type Exclusion, SourceTree } from './source-tree';

/** What a build is given: the text of the Dockerfile, and the files that it may copy. */
export interface BuildInput {
  readonly dockerfile: string;
  readonly context: SourceTree;
}

/**
 * Reads the Dockerfile and .dockerignore.
 * @param directory that relative paths start at
 * @throws DockerError if one of them cannot be read
 */
export async function readInput(
  directory: string,
  { context, file }: { readonly context: string; readonly file?: string },
): Promise<BuildInput> {
  const folder = await folderOf(path.resolve(directory, context), context);
  const dockerfile = file === undefined ? path.join(folder, 'Dockerfile') : path.resolve(directory, file);
  const text = await readFile(dockerfile, 'utf8').catch((error: unknown) => {
    throw new DockerError(
      `failed to read dockerfile: ${dockerfile} cannot be read (${codeOf(error)}): name it with --file, relative to the working directory`,
    );
  });
  const exclusion = await readExclusion([`${dockerfile}.dockerignore`, path.join(folder, '.dockerignore')]);
  return { dockerfile: text, context: new SourceTree(folder, `the build context ${folder}`, exclusion) };
}

async function folderOf(folder: string, given: string): Promise<string> {
  if (given === '-' || /^(https?|git|ssh):\/\/|^git@/.test(given)) {
    throw new DockerError(`the build context ${given} is no folder: this stand-in for docker builds folders only`);
  }
  const found = await stat(folder).catch(ifAbsent(undefined));
  if (found?.isDirectory() === true) return realpath(folder);
  throw new DockerError(`unable to prepare context: path "${given}" is no folder (${folder})`);
}

/** The first that exists counts (Docker, "Build context", ".dockerignore files"). */
async function readExclusion(files: readonly string[]): Promise<Exclusion> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(ifAbsent(undefined));
    if (text === undefined) continue;
    const rules = dockerignore({ ignorecase: false }).add(text);
    return { excludes: (name) => rules.ignores(name), hasExceptions: /^\s*!/m.test(text) };
  }
  return { excludes: () => false, hasExceptions: false };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
