import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RehearsalError } from '../../errors';
import { exists, ifAbsent } from '../../files/absent';
import type { Git } from './git';

/** Where files come from; see `PushFolderOptions`. */
export interface Source {
  readonly folder: string;
  readonly ref?: string;
}

/**
 * Makes the files of a folder known to a bare repository.
 * @returns id of their tree
 * @throws RehearsalError if the folder or the ref is missing, or nothing is in it
 */
export async function treeOf(git: Git, repository: string, { folder, ref }: Source): Promise<string> {
  const absolute = path.resolve(folder);
  await checkFolder(absolute);
  const isCheckout = await exists(path.join(absolute, '.git'));
  if (!isCheckout && ref !== undefined) {
    throw new RehearsalError(
      `${absolute} is no git checkout, so there is no ${ref} in it.`,
      'Leave the ref out to push the files as they are, or name the top folder of a git checkout.',
    );
  }
  const tree = isCheckout
    ? await committedTree(git, repository, absolute, ref ?? 'HEAD')
    : await plainTree(git, repository, absolute);
  if ((await git.text(['ls-tree', '--name-only', tree], { cwd: repository })) === '') {
    throw new RehearsalError(`Nothing is in ${absolute} to be pushed.`, 'Put files in it that no .gitignore names.');
  }
  return tree;
}

async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(ifAbsent(undefined));
  if (found?.isDirectory() === true) return;
  throw new RehearsalError(
    found === undefined ? `There is no folder ${folder}.` : `${folder} is no folder.`,
    'Name the folder that holds the source of the service.',
  );
}

/** The repository gets to see the checkout's objects, wherever those are: nothing is copied or written. */
async function committedTree(git: Git, repository: string, checkout: string, ref: string): Promise<string> {
  const args = ['rev-parse', '--verify', '--quiet', `${ref}^{tree}`];
  const tree = ref.startsWith('-') ? undefined : await git.ask(args, { cwd: checkout });
  if (tree === undefined) {
    throw new RehearsalError(
      ref === 'HEAD' ? `Nothing was committed in ${checkout} yet.` : `${checkout} has no commit ${ref}.`,
      ref === 'HEAD' ? 'Commit there first.' : 'Name a branch, a tag or a commit of it.',
    );
  }
  const objects = path.resolve(checkout, await git.text(['rev-parse', '--git-path', 'objects'], { cwd: checkout }));
  await writeFile(path.join(repository, 'objects', 'info', 'alternates'), `${objects}\n`);
  return tree;
}

async function plainTree(git: Git, repository: string, folder: string): Promise<string> {
  await git.run([`--git-dir=${repository}`, `--work-tree=${folder}`, 'add', '--all', '.'], { cwd: folder });
  return git.text(['write-tree'], { cwd: repository });
}
