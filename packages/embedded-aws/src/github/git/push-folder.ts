import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RehearsalError } from '../../errors';
import { Git, GitError } from './git';
import { treeOf } from './source-tree';

/** What is pushed, and where to. */
export interface PushFolderOptions {
  readonly owner: string;
  readonly repository: string;
  /** Token of the owner. */
  readonly token: string;
  /** Name of the branch; made if there is none. */
  readonly branch: string;
  /**
   * A plain folder, whose files are taken as they are, but for those that a `.gitignore` in it names; or the top folder
   * of a git checkout, of which a commit is taken: what is not committed is not pushed.
   */
  readonly folder: string;
  /** Branch, tag or id of the commit to take from a checkout. @default HEAD of a checkout */
  readonly ref?: string;
  /** Message of the new commit. */
  readonly message: string;
  /** Author and committer of the new commit. @default the owner, with the address that GitHub gives them */
  readonly author?: { readonly name: string; readonly email: string };
  /** Name or path that starts git. @default git */
  readonly git?: string;
  /** Existing folder for the scratch repository. @default the system's for temporary files */
  readonly scratch?: string;
}

/**
 * Pushes the content of a folder as one new commit on top of a branch, for real, with git. The folder and its git
 * repository stay as they are: everything happens in a scratch repository.
 * @param github - the embedded GitHub
 * @returns id of the new commit, 40 hexadecimal digits
 * @throws RehearsalError if git or the folder is missing, if nothing is in it or nothing changed, if it has no such ref,
 * or if the push is refused
 */
export async function pushFolder(
  github: { readonly url: string },
  options: PushFolderOptions,
): Promise<{ readonly sha: string }> {
  const scratch = await mkdtemp(path.join(options.scratch ?? tmpdir(), 'push-folder-'));
  try {
    const git = await Git.create({ home: scratch, ...(options.git !== undefined && { program: options.git }) });
    return { sha: await push(git, path.join(scratch, 'scratch.git'), github.url, options) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function push(git: Git, scratch: string, githubUrl: string, options: PushFolderOptions): Promise<string> {
  await git.run(['init', '--quiet', '--bare', '--template=', scratch]);
  const tree = await treeOf(git, scratch, options);
  const remote = remoteUrl(githubUrl, options);
  const ref = `refs/heads/${options.branch}`;
  try {
    const parent = await fetchParent(git, scratch, remote, ref);
    const sha = await commit(git, scratch, { tree, parent }, options);
    await git.run(['push', '--quiet', remote, `${sha}:${ref}`], { cwd: scratch });
    return sha;
  } catch (error) {
    throw error instanceof GitError ? refusedPush(error, options) : error;
  }
}

function remoteUrl(githubUrl: string, { owner, repository, token }: PushFolderOptions): string {
  const url = new URL(`/${owner}/${repository}.git`, githubUrl);
  url.username = 'x';
  url.password = encodeURIComponent(token);
  return url.href;
}

/** @returns undefined if the branch does not exist yet */
async function fetchParent(git: Git, scratch: string, remote: string, ref: string): Promise<string | undefined> {
  const listed = await git.text(['ls-remote', remote, ref], { cwd: scratch });
  if (listed === '') return undefined;
  await git.run(['fetch', '--quiet', remote, ref], { cwd: scratch });
  return git.text(['rev-parse', 'FETCH_HEAD'], { cwd: scratch });
}

async function commit(
  git: Git,
  scratch: string,
  { tree, parent }: { readonly tree: string; readonly parent: string | undefined },
  { owner, repository, branch, folder, message, author }: PushFolderOptions,
): Promise<string> {
  if (parent !== undefined && tree === (await git.text(['rev-parse', `${parent}^{tree}`], { cwd: scratch }))) {
    throw new RehearsalError(
      `Branch ${branch} of ${owner}/${repository} has exactly what is in ${folder} already: there is nothing to push.`,
      'Change a file first; in a git checkout, commit the change.',
    );
  }
  const { name, email } = author ?? { name: owner, email: `${owner}@users.noreply.github.com` };
  return git.text(['commit-tree', tree, ...(parent === undefined ? [] : ['-p', parent])], {
    cwd: scratch,
    input: message,
    environment: {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    },
  });
}

function refusedPush(cause: GitError, { owner, repository, branch }: PushFolderOptions): RehearsalError {
  return new RehearsalError(
    `The push to branch ${branch} of ${owner}/${repository} was refused: ${cause.stderr}`,
    'Check the names of owner, repository and branch, and that the token is the one of the owner.',
    { cause },
  );
}
