import path from 'node:path';

import { isExecutable } from '../../files/absent';
import { ContainerError, type ContainerOptions } from '../container';
import { environmentOf, type RunSettings } from '../oci/config';
import { containerPath, findIn, placeIn } from '../oci/rooted-path';
import type { UnpackedImage } from './images';

/** Where programs are searched that an image lacks: those of its base cannot be had here. */
const HOST_PATH = [path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/** A program of a container as this machine starts it. */
export interface Program {
  /** Absolute path. */
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Working directory, absolute. */
  readonly cwd: string;
}

/**
 * Finds out what a container runs.
 * @throws ContainerError if it names no program, or one that neither the image nor this machine has
 */
export async function programOf({ root, settings }: UnpackedImage, options: ContainerOptions): Promise<Program> {
  const [name, ...args] = commandLine(settings, options);
  if (name === undefined) throw cannotStart('no command specified: neither the image nor the task definition has one');
  const given = { ...environmentOf(settings), ...options.environment };
  const folders = (given['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const own = await Promise.all(folders.map((folder) => findIn(root, folder)));
  const search = [...own.filter((folder) => folder !== undefined), ...HOST_PATH];
  const directory = containerPath(options.workingDirectory ?? settings.WorkingDir ?? '/');
  return {
    file: await findProgram(root, directory, name, search),
    args: await Promise.all(args.map((argument) => withLocalPaths(root, argument))),
    environment: { HOME: root, ...given, PATH: search.join(':') },
    cwd: await placeIn(root, directory),
  };
}

/** An entry point of the task's own also puts the image's command aside (Docker, "docker run", `--entrypoint`). */
function commandLine({ Entrypoint, Cmd }: RunSettings, { entryPoint, command }: ContainerOptions): readonly string[] {
  if (entryPoint !== undefined && entryPoint.length > 0) return [...entryPoint, ...(command ?? [])];
  return [...(Entrypoint ?? []), ...(command ?? Cmd ?? [])];
}

async function findProgram(root: string, directory: string, name: string, search: readonly string[]): Promise<string> {
  const candidates = name.includes('/')
    ? [await findIn(root, containerPath(name, directory)), ...hostCandidates(name)]
    : search.map((folder) => path.join(folder, name));
  for (const candidate of candidates) {
    if (candidate !== undefined && (await isExecutable(candidate))) return candidate;
  }
  throw cannotStart(
    `exec: "${name}": executable file not found in $PATH: neither the image nor this machine has it. ` +
      'Where no Docker engine runs, what RUN installs is missing from images.',
  );
}

/**
 * The same path on this machine, or a program of that name in any folder of PATH: `/usr/local/bin/node` may be in
 * another one.
 */
function hostCandidates(name: string): readonly string[] {
  return path.isAbsolute(name) ? [name, ...HOST_PATH.map((folder) => path.join(folder, path.basename(name)))] : [];
}

/** Absolute paths that stand alone in a word or in a command line, not those inside of addresses. */
const ABSOLUTE_PATH = /(?<![\w.$~}/-])\/[\w.@+-][\w.@+/-]*/g;

/** An absolute path of what is in the image is another one on this machine; all others stay. */
async function withLocalPaths(root: string, argument: string): Promise<string> {
  const paths = [...new Set(argument.match(ABSOLUTE_PATH))];
  const found = await Promise.all(paths.map(async (each) => [each, await findIn(root, each)] as const));
  const local = new Map(found);
  return argument.replace(ABSOLUTE_PATH, (each) => local.get(each) ?? each);
}

function cannotStart(message: string): ContainerError {
  return new ContainerError('CannotStartContainerError', message);
}
