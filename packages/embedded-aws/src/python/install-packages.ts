import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { ifAbsent } from '../files/absent';
import { codeOf } from '../error-kinds';
import { RehearsalError } from '../errors';
import { findPython } from '../moto/python';

const run = promisify(execFile);

/** Present in a virtual environment that was finished, with the hash of what was installed in it. */
const STAMP = 'requirements.sha256';

/** What is installed, where, and how that is watched. */
export interface PackagesOptions {
  /** The virtual environment's folder; made if missing. */
  readonly directory: string;
  /** File in pip's format that names the packages. */
  readonly requirements: string;
  /** Module that proves, by being importable, that the environment works. */
  readonly module: string;
  /** What people call the packages, e.g. `moto (about 480 MB, once)`. */
  readonly packages: string;
  /** What they are for, e.g. `the embedded AWS`. */
  readonly purpose: string;
  /** Executables to look for a Python in. @default see {@link findPython} */
  readonly pythons?: readonly string[];
  /** Told what is about to happen, before anything that takes long. */
  readonly onProgress?: (step: string) => void;
  /** Ends a running installation; the next one starts afresh. */
  readonly signal?: AbortSignal;
}

/**
 * Makes sure packages are installed in a virtual environment of their own. Does nothing if they are already, and starts
 * afresh if it is broken, half-made or of other packages. pip takes its settings from the environment.
 * @returns path of the virtual environment's Python
 * @throws RehearsalError if there is no suitable Python, or the packages cannot be had
 */
export async function installPackages(options: PackagesOptions): Promise<string> {
  const stamp = createHash('sha256')
    .update(await readFile(options.requirements))
    .digest('hex');
  const isReady = (): Promise<boolean> => isInstalled(options, stamp);
  if (!(await isReady())) {
    const python = await findPython(options.pythons);
    await replaceEnvironment(options, isReady, async (directory) => {
      await makeEnvironment(python, directory, options);
      await writeFile(path.join(directory, STAMP), stamp);
    });
  }
  return pythonOf(options.directory);
}

/** Whether the environment was finished with these packages and still works. */
async function isInstalled({ directory, module }: PackagesOptions, stamp: string): Promise<boolean> {
  const written = await readFile(path.join(directory, STAMP), 'utf8').catch(ifAbsent(''));
  if (written !== stamp) return false;
  return run(pythonOf(directory), ['-c', `import ${module}`]).then(
    () => true,
    () => false,
  );
}

function pythonOf(directory: string): string {
  return path.join(directory, 'bin', 'python');
}

/**
 * Makes the environment in a folder beside the wanted one and renames it when it is complete, so that no process ever
 * finds half of one. If two processes install at the same time, the later one keeps what the earlier one made.
 */
async function replaceEnvironment(
  options: PackagesOptions,
  isReady: () => Promise<boolean>,
  make: (directory: string) => Promise<void>,
): Promise<void> {
  const temporary = `${options.directory}.${process.pid}`;
  await mkdir(path.dirname(options.directory), { recursive: true });
  await removeAbandoned(options.directory);
  try {
    await make(temporary);
    if (await isReady()) return;
    await moveScripts(temporary, options.directory);
    await rm(options.directory, { recursive: true, force: true });
    await rename(temporary, options.directory);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Scripts, such as the aws CLI, name the Python beside them by its full path. */
async function moveScripts(from: string, to: string): Promise<void> {
  const folder = path.join(from, 'bin');
  const [before, after] = [Buffer.from(from).toString('latin1'), Buffer.from(to).toString('latin1')];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const file of entries.filter((entry) => entry.isFile()).map(({ name }) => path.join(folder, name))) {
    // Byte for byte: what is no script has no such path in it.
    const content = await readFile(file, 'latin1');
    if (content.includes(before)) await writeFile(file, content.replaceAll(before, after), 'latin1');
  }
}

/** Removes what installations left that were killed: their folders end in the id of a process that is gone. */
async function removeAbandoned(directory: string): Promise<void> {
  const prefix = `${path.basename(directory)}.`;
  for (const name of await readdir(path.dirname(directory))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (!Number.isInteger(pid) || isRunning(pid)) continue;
    await rm(path.join(path.dirname(directory), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, but belongs to another user.
    if (codeOf(error) === 'EPERM') return true;
    if (codeOf(error) === 'ESRCH') return false;
    throw error;
  }
}

async function makeEnvironment(
  python: string,
  directory: string,
  { requirements, packages, purpose, onProgress, signal }: PackagesOptions,
): Promise<void> {
  const cancel = signal === undefined ? {} : { signal };
  onProgress?.('making a virtual environment');
  await orExplain(
    `The virtual environment of ${purpose} could not be made`,
    `Check that ${path.dirname(directory)} exists, that you may write there and that the disk has room.`,
    () => run(python, ['-m', 'venv', directory], cancel),
  );
  onProgress?.(`installing ${packages}`);
  const install = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--quiet', '-r', requirements];
  await orExplain(
    `The packages of ${purpose} could not be installed`,
    'Check the network, the settings of pip and that the disk has room.',
    () => run(pythonOf(directory), install, cancel),
  );
}

async function orExplain(failure: string, hint: string, command: () => Promise<{ stderr: string }>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const end = output.trim().split('\n').slice(-5).join('\n');
    throw new RehearsalError(`${failure}:\n${end}`, hint, { cause: error });
  }
}
