import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { venvOf } from '../../../cli/project';
import { runNpm, type Finished } from '../../helpers/npm-command';
import { paths } from './run-folder';

/** The packages of this repository. */
export const PACKAGES = ['fargate-delivery', 'embedded-aws', 'plan-review'] as const;

/**
 * Builds, packs and installs the packages into a project outside this repository, unless nothing of them changed since
 * that was done.
 * @returns its folder
 */
export function installedProject(): string {
  const args = ['--import', 'tsx', path.join('scripts', 'install.ts')];
  const output = execFileSync(process.execPath, args, { cwd: paths.root, stdio: ['ignore', 'pipe', 'inherit'] });
  return output.toString().trim();
}

/** Types `npx <command>` in the project. @param env added to the environment */
export function npx(
  project: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return runNpm(['exec', '--', ...command], env, project);
}

/** `0` of a command that succeeded; of any other its exit code and what it printed, so that a failing test says why. */
export function ended({ exitCode, stdout, stderr }: Finished): string {
  return exitCode === 0 ? '0' : `${exitCode}\n${stdout}\n${stderr}`;
}

/**
 * Copies a project, so that a test can write into it. fargate-delivery is copied, because Node.js looks for
 * what it loads beside the real place of its files; all other packages are links.
 * @param absent a package that is not installed in the copy @default - it has all packages
 * @returns the copy's folder, `target`
 */
export function copyOf(project: string, target: string, absent?: string): string {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(project).filter((each) => !OF_INSTALLATION.includes(each))) {
    cpSync(path.join(project, name), path.join(target, name), { recursive: true });
  }
  linkPackages(project, target, absent);
  return target;
}

/** What is in the folder of the project besides the files of a project. */
const OF_INSTALLATION = ['node_modules', 'tarballs', 'stamp', 'cdktf.out', '.rehearsal'];

/** Gives a folder the packages of a project; see {@link copyOf}. */
export function linkPackages(project: string, target: string, absent?: string): void {
  mkdirSync(path.join(target, 'node_modules'), { recursive: true });
  const installed = path.join(project, 'node_modules');
  for (const name of readdirSync(installed).filter((each) => each !== absent)) {
    const [from, to] = [path.join(installed, name), path.join(target, 'node_modules', name)];
    if (name === 'fargate-delivery' || name === '.bin') cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(from, to);
  }
}

/** Types `npx fargate-delivery init` in a folder that has no packages: npx runs the program from a folder of its own. */
export function init(folder: string, options: readonly string[]): Promise<Finished> {
  const program = path.join(installedProject(), 'node_modules', 'fargate-delivery', 'dist', 'cli', 'bin.mjs');
  return runNpm(['exec', '--offline', '--call', [process.execPath, program, 'init', ...options].join(' ')], {}, folder);
}

/**
 * A copy of the installed project in which `start` can run at once.
 * @param target its folder, outside this repository
 */
export function startingProject(target: string): string {
  const project = copyOf(installedProject(), target);
  // moto is the same for every project, and takes half a minute to install.
  const venv = path.join(project, '.rehearsal', 'venv');
  mkdirSync(path.dirname(venv), { recursive: true });
  symlinkSync(venvOf(paths), venv);
  return project;
}

/** The files of a package's tarball, from the folder of the package. */
export function filesPacked(project: string, name: string): string[] {
  const folder = path.join(project, 'tarballs');
  const tarball = readdirSync(folder).find((file) => file.startsWith(`${name}-`));
  const args = ['--list', '--gzip', '--file', path.join(folder, tarball ?? name)];
  const listed = execFileSync('tar', args, { encoding: 'utf8' });
  return listed
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''));
}

/** The packages that a package declares: what it brings, and what it finds or does without. */
export function declaredBy(project: string, name: string): string[] {
  const text = readFileSync(path.join(project, 'node_modules', name, 'package.json'), 'utf8');
  const { dependencies, peerDependencies } = JSON.parse(text) as Readonly<Record<string, object | undefined>>;
  return Object.keys({ ...dependencies, ...peerDependencies }).sort();
}

/** What loads a module in the programs that are built. */
const LOADS = /\b(?:require|requireOf|load|resolve|import)\(["']((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^"']*)?["']\)/g;

/** The packages that the programs of an installed package load. */
export function loadedBy(project: string, name: string): string[] {
  const dist = path.join(project, 'node_modules', name, 'dist');
  const files = readdirSync(dist, { recursive: true }).map(String);
  const programs = files.filter((file) => /\.m?js$/.test(file) && !file.startsWith('examples'));
  const texts = programs.map((file) => readFileSync(path.join(dist, file), 'utf8'));
  const loaded = texts.flatMap((text) => [...text.matchAll(LOADS)].map(([, imported = '']) => imported));
  return [...new Set(loaded)].filter((each) => !/^\.|^node:/.test(each) && !isBuiltin(each) && each !== name).sort();
}
