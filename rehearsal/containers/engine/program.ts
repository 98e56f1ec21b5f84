import { access, constants } from 'node:fs/promises';
import path from 'node:path';

import { ContainerError, type ContainerOptions } from '../container';
import { environmentOf, type RunSettings } from '../oci/config';
import { findIn, placeIn } from '../oci/rooted-path';
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
  if (name === undefined) throw cannotStart('no command specified');
  const folders = (environmentOf(settings)['PATH'] ?? '/usr/local/bin:/usr/bin:/bin').split(':');
  const own = await Promise.all(folders.filter((folder) => folder !== '').map((folder) => findIn(root, folder)));
  const search = [...own.filter((folder) => folder !== undefined), ...HOST_PATH];
  return {
    file: await findProgram(root, name, search),
    args: await Promise.all(args.map((argument) => rooted(root, argument))),
    environment: { ...environmentOf(settings), ...options.environment, PATH: search.join(':') },
    cwd: await placeIn(root, options.workingDirectory ?? (settings.WorkingDir || '/')),
  };
}

/** An entry point of the task's own also puts the image's command aside (Docker, "docker run", `--entrypoint`). */
function commandLine({ Entrypoint, Cmd }: RunSettings, { entryPoint, command }: ContainerOptions): readonly string[] {
  if (entryPoint !== undefined) return [...entryPoint, ...(command ?? [])];
  return [...(Entrypoint ?? []), ...(command ?? Cmd ?? [])];
}

async function findProgram(root: string, name: string, search: readonly string[]): Promise<string> {
  const candidates = name.includes('/')
    ? [await findIn(root, name), ...(path.isAbsolute(name) ? [name] : [])]
    : search.map((folder) => path.join(folder, name));
  for (const candidate of candidates) {
    if (candidate !== undefined && (await isExecutable(candidate))) return candidate;
  }
  throw cannotStart(
    `exec: "${name}": executable file not found in $PATH: neither the image nor this machine has it. ` +
      'Where no Docker engine runs, what RUN installs is missing from images.',
  );
}

/** An absolute path of the image is another one on this machine. */
async function rooted(root: string, argument: string): Promise<string> {
  if (!path.isAbsolute(argument)) return argument;
  return (await findIn(root, argument)) ?? argument;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function cannotStart(message: string): ContainerError {
  return new ContainerError('CannotStartContainerError', message);
}
