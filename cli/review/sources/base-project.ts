import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CommandFailed, UserError } from '../../errors';
import { capture, captureSuccess } from '../../processes/run';
import { configFileOf, type Environment } from '../../project';
import { readStacks, type Stack } from '../../stacks/manifest';

/** A project of some commit, checked out somewhere. */
export interface CheckedOutProject {
  /** Folder of its package.json and cdktf.json. */
  readonly root: string;
  /** The project that runs the review. */
  readonly ours: string;
  readonly env: Environment;
  /** Called with what takes long. */
  readonly tell: (text: string) => void;
}

/** The part of cdktf.json that counts here. */
const cdktfJson = z.looseObject({ app: z.string() });

/**
 * Synthesizes a project with its own sources, its own config and the packages of its own lock file.
 * @param output folder for the stacks
 * @throws UserError if it is no such project or does not synthesize
 */
export async function synthesizeCheckout(project: CheckedOutProject, output: string): Promise<Stack[]> {
  const app = await appOf(project.root);
  await providePackages(project);
  await mkdir(output, { recursive: true });
  const env = { ...withoutTerraform(project.env), ...configOf(project), CDKTF_OUTDIR: output };
  const result = await capture('sh', ['-c', app], { cwd: project.root, env });
  if (result.exitCode !== 0) throw new CommandFailed('Synthesizing', result.output.trimEnd());
  return readStacks(output);
}

async function appOf(root: string): Promise<string> {
  const file = path.join(root, 'cdktf.json');
  if (!existsSync(file)) throw new UserError('It has no cdktf.json.');
  return cdktfJson.parse(JSON.parse(await readFile(file, 'utf8'))).app;
}

/** The installed packages will do if the lock file is the same; otherwise its own are installed. */
async function providePackages({ root, ours, env, tell }: CheckedOutProject): Promise<void> {
  if (existsSync(path.join(root, 'node_modules'))) return;
  const [theirs, installed] = await Promise.all([root, ours].map(lockOf));
  if (theirs !== undefined && installed !== undefined && theirs.equals(installed)) {
    await symlink(path.join(ours, 'node_modules'), path.join(root, 'node_modules'), 'dir');
    return;
  }
  tell('Installing the npm packages of the other commit: its package-lock.json differs ...');
  await captureSuccess('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, env });
}

async function lockOf(root: string): Promise<Buffer | undefined> {
  const file = path.join(root, 'package-lock.json');
  return existsSync(file) ? readFile(file) : undefined;
}

/** A config file of the project is that of the commit; one from outside the project is the same for both. */
function configOf({ root, ours, env }: CheckedOutProject): Environment {
  const file = path.relative(ours, path.resolve(ours, configFileOf(env)));
  const isOutside = file.startsWith('..') || path.isAbsolute(file);
  return { PLATFORM_CONFIG: isOutside ? path.resolve(ours, file) : path.join(root, file) };
}

/** Values of Terraform's variables are for plans. */
function withoutTerraform(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TF_VAR_')));
}
