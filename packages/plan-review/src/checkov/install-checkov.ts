import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, whenMissing } from '../error-code';
import { UserError } from '../errors';
import { removeStaleFolders } from '../files/stale-folders';
import { run, runSuccessfully, type Environment } from '../processes/run';

/** Where checkov is installed, and with what. */
export interface InstallCheckovOptions {
  /** Folder of the virtual environment; made if it is missing. */
  readonly folder: string;
  /** For Python and pip, which takes its settings from it. */
  readonly env: Environment;
  /** Called with what is about to happen, before anything that takes long. */
  readonly onProgress?: (step: string) => void;
}

/** The packages, all of them at fixed versions. */
const REQUIREMENTS = path.join(__dirname, 'requirements.txt');

/** File in a finished virtual environment: the hash of the requirements that were installed. */
const STAMP = 'requirements.sha256';

/** Tried in this order. */
const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/** Succeeds in a Python that can make the virtual environment. */
const IS_USABLE = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

/**
 * Makes sure that checkov is installed in a virtual environment of its own. Does nothing if it is already; starts
 * afresh if the environment is broken, incomplete or of other versions.
 * @returns path of the virtual environment's Python
 * @throws UserError if there is no suitable Python; CommandFailed if the packages cannot be installed
 */
export async function installCheckov(options: InstallCheckovOptions): Promise<string> {
  const stamp = createHash('sha256')
    .update(await readFile(REQUIREMENTS))
    .digest('hex');
  if (!(await isInstalled(options, stamp))) await install(options, stamp);
  return pythonOf(options.folder);
}

async function isInstalled({ folder, env }: InstallCheckovOptions, stamp: string): Promise<boolean> {
  const written = await readFile(path.join(folder, STAMP), 'utf8').catch(whenMissing(undefined));
  return written === stamp && (await succeeds(pythonOf(folder), ['-c', 'import checkov.main'], env));
}

/**
 * Makes the environment beside its place and moves it there when it is complete, so that no process ever finds an
 * incomplete one. If two processes install at the same time, the later one keeps what the earlier one made.
 */
async function install(options: InstallCheckovOptions, stamp: string): Promise<void> {
  const { folder, env, onProgress } = options;
  const python = await findPython(env);
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { recursive: true });
  await removeStaleFolders(unfinished);
  const temporary = path.join(unfinished, String(process.pid));
  const inFolder = { cwd: unfinished, env };
  try {
    onProgress?.('making a virtual environment');
    await runSuccessfully('Making the virtual environment', python, ['-m', 'venv', temporary], inFolder);
    onProgress?.('installing checkov (about 290 MB, once)');
    await runSuccessfully('Installing checkov', pythonOf(temporary), [...PIP_INSTALL, '-r', REQUIREMENTS], inFolder);
    await writeFile(path.join(temporary, STAMP), stamp);
    if (await isInstalled(options, stamp)) return;
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const PIP_INSTALL = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--quiet'];

function pythonOf(folder: string): string {
  return path.join(folder, 'bin', 'python');
}

async function findPython(env: Environment): Promise<string> {
  for (const python of PYTHONS) if (await succeeds(python, ['-c', IS_USABLE], env)) return python;
  throw new UserError(
    `There is no Python 3.10 or newer with the modules venv and ensurepip; tried were ${PYTHONS.join(', ')}.`,
    'Install one that python3 starts (Debian, Ubuntu: apt install python3 python3-venv).',
  );
}

async function succeeds(program: string, args: readonly string[], env: Environment): Promise<boolean> {
  try {
    return (await run(program, args, { cwd: '.', env })).exitCode === 0;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
