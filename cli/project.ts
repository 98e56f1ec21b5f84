import path from 'node:path';

/** Where this project keeps what; absolute paths. */
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

/** The paths of a project. @param root @default the project this file belongs to */
export function projectPaths(root: string = path.dirname(__dirname)): ProjectPaths {
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
  return env['PLATFORM_CONFIG'] ?? 'platform.config.ts';
}
