import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from './errors';

/** Where a project keeps what; absolute paths. */
export interface ProjectPaths {
  /** The folder of package.json and cdktf.json. */
  readonly root: string;
  /** What synth writes. */
  readonly output: string;
  /** Everything that can be thrown away: the virtual environment, runs, generated Terraform settings. */
  readonly work: string;
}

/** Environment variables, as Node.js has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The config that every project has. */
export const DEFAULT_CONFIG = 'platform.config.ts';

/** Files that make a folder a project. */
const MARKS = ['cdktf.json', DEFAULT_CONFIG];

/** The nearest project: a folder, or the first one above it, that has a cdktf.json or a platform.config.ts. */
export function findProject(folder: string): string | undefined {
  if (MARKS.some((mark) => existsSync(path.join(folder, mark)))) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : findProject(above);
}

/** The error of a command that was run outside a project. @param folder where it was run */
export function noProject(folder: string): UserError {
  return new UserError(
    `${folder} is no project: neither it nor a folder above it has a ${MARKS.join(' or a ')}.`,
    'Change to the folder of your project (cd), or make this one a project: npx fargate-delivery init',
  );
}

/** The paths of a project. @param root @default the working directory, to which commands change */
export function projectPaths(root: string = process.cwd()): ProjectPaths {
  return { root, output: path.join(root, 'cdktf.out'), work: path.join(root, '.rehearsal') };
}

/** Folder of the Python virtual environment that holds moto. */
export function venvOf({ work }: ProjectPaths): string {
  return path.join(work, 'venv');
}

/** Folder of the Python virtual environment that holds checkov: its packages and those of moto exclude each other. */
export function checkovFolderOf({ work }: ProjectPaths): string {
  return path.join(work, 'checkov');
}

/** Folder where an interrupted bootstrap goes on; it must survive until then. */
export function bootstrapFolderOf({ root }: ProjectPaths, bucket: string): string {
  return path.join(root, '.terraform', 'bootstrap', bucket);
}

/** The config file that the environment names; the app reads it in the same way. */
export function configFileOf(env: Environment): string {
  return env['PLATFORM_CONFIG'] ?? DEFAULT_CONFIG;
}
