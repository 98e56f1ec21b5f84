import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors';
import { run, runSuccessfully, type Environment } from '../processes/run';

/** A git repository that holds the project. */
export interface Repository {
  /** Absolute path of the working tree. */
  readonly top: string;
  /** Where in it the project is; empty at its top. */
  readonly prefix: string;
  readonly env: Environment;
}

/** A commit as somebody named it. */
export interface NamedCommit {
  /** E.g. `origin/main`. */
  readonly ref: string;
  /** Its full id; empty for the working tree, which has none. */
  readonly commit: string;
}

/** What the files of the working tree are called: they may differ from every commit. */
export const WORKING_TREE: NamedCommit = { ref: 'working tree', commit: '' };

/** @param folder in the working tree @throws UserError if it belongs to no git repository */
export async function openRepository(folder: string, env: Environment): Promise<Repository> {
  const { exitCode, stdout } = await run('git', ['rev-parse', '--show-toplevel', '--show-prefix'], {
    cwd: folder,
    env,
  });
  const [top = '', prefix = ''] = stdout.split('\n');
  if (exitCode === 0) return { top, prefix: path.normalize(prefix === '' ? '.' : prefix), env };
  throw new UserError(
    `${folder} is in no git repository.`,
    'A review compares with a commit: git init and git commit.',
  );
}

/** Finds the commit that a ref names. @throws UserError if there is none */
export async function commitOf({ top, env }: Repository, ref: string): Promise<NamedCommit> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const { exitCode, stdout } = await run('git', args, { cwd: top, env });
  if (exitCode === 0) return { ref, commit: stdout.trim() };
  throw new UserError(
    `No commit is called "${ref}".`,
    'Name a branch, a tag or a commit that is here, e.g. origin/main; in CI, fetch all of the history (fetch-depth: 0).',
  );
}

/** Name of the branch that is checked out; `HEAD` if none is. */
export async function branchName({ top, env }: Repository): Promise<string> {
  const { stdout } = await run('git', ['rev-parse', '--abbrev-ref', 'HEAD'], { cwd: top, env });
  return stdout.trim();
}

/**
 * Writes the files of a commit into a folder. The repository and its working tree stay as they are: nothing has to be
 * undone there if this process is killed.
 * @param folder outside the index, absolute
 */
export async function checkOut({ top, env }: Repository, { commit }: NamedCommit, folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  const index = `${folder}.index`;
  const options = { cwd: top, env: { ...env, GIT_INDEX_FILE: index } };
  await runSuccessfully('git read-tree', 'git', ['read-tree', commit], options);
  await runSuccessfully('git checkout-index', 'git', ['checkout-index', '--all', `--prefix=${folder}/`], options);
}

/**
 * Whether files below some paths differ between a commit and another, or the working tree with what is not committed.
 * @param paths from the top of the repository
 */
export async function haveChanged(
  { top, env }: Repository,
  base: NamedCommit,
  head: NamedCommit,
  paths: readonly string[],
): Promise<boolean> {
  const commits = head.commit === '' ? [base.commit] : [base.commit, head.commit];
  const options = { cwd: top, env };
  const diff = await runSuccessfully('git diff', 'git', ['diff', '--name-only', ...commits, '--', ...paths], options);
  if (diff.stdout !== '' || head.commit !== '') return diff.stdout !== '';
  const others = ['ls-files', '--others', '--exclude-standard', '--', ...paths];
  return (await runSuccessfully('git ls-files', 'git', others, options)).stdout !== '';
}
