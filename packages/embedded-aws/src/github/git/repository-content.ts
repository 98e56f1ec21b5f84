import path from 'node:path';
import type { Readable } from 'node:stream';
import { exists } from '../../files/absent';
import { type Changes, type Commit, COMMIT_FORMAT, parseChanges, parseCommits } from './commit';
import type { Git } from './git';
import { candidates, type RefUpdate, refUpdates } from './refs';

/**
 * Default branch of a new repository, until the first push to it is of another one ("Managing the default branch name for
 * your repositories", GitHub Docs).
 */
const DEFAULT_BRANCH = 'main';

/** The bare git repository behind a repository. */
export class RepositoryContent {
  #pushes: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly git: Git,
    /** The bare repository. */
    readonly folder: string,
  ) {}

  /** Opens the repository in a folder; makes an empty one where there is none. */
  static async open(git: Git, folder: string): Promise<RepositoryContent> {
    const content = new RepositoryContent(git, folder);
    if (!(await exists(path.join(folder, 'HEAD')))) {
      await git.run(['init', '--quiet', '--bare', '--template=', folder]);
      await content.#setDefaultBranch(DEFAULT_BRANCH);
    }
    return content;
  }

  /** What each ref points to, by its full name. A tag with a message points to an object of its own. */
  async refs(): Promise<ReadonlyMap<string, string>> {
    const lines = await this.#text('for-each-ref', '--format=%(refname) %(objectname)');
    return new Map(lines.split('\n').flatMap((line) => (line === '' ? [] : [line.split(' ') as [string, string]])));
  }

  /** Name of the default branch, which needs not exist yet. */
  async defaultBranch(): Promise<string> {
    return this.#text('symbolic-ref', '--short', 'HEAD');
  }

  /** Size in kibibytes. */
  async sizeKib(): Promise<number> {
    const counts = await this.#text('count-objects', '-v');
    return [...counts.matchAll(/^(?:size|size-pack): (?<size>\d+)$/gm)].reduce(
      (sum, match) => sum + Number(match.groups?.['size']),
      0,
    );
  }

  /** The commit that a branch, a tag, a ref or an id names. @returns undefined if there is none */
  async resolve(name: string): Promise<string | undefined> {
    for (const candidate of candidates(name)) {
      const sha = await this.git.ask(['rev-parse', '--verify', '--quiet', `${candidate}^{commit}`], {
        cwd: this.folder,
      });
      if (sha !== undefined) return sha;
    }
    return undefined;
  }

  /**
   * Commits, the newest first.
   * @param selection - as `git log` takes it, e.g. `['-1', sha]` or `['^before', 'after']`
   */
  async commits(selection: readonly string[]): Promise<Commit[]> {
    return parseCommits(await this.#text('log', '-z', `--format=${COMMIT_FORMAT}`, ...selection, '--'));
  }

  /** Which files each commit changed. */
  async changes(commits: readonly Commit[]): Promise<ReadonlyMap<string, Changes>> {
    const lines = commits.map(({ sha, parents }) => [sha, ...parents.slice(0, 1)].join(' '));
    const args = ['diff-tree', '--stdin', '-r', '--root', '--no-renames', '--name-status', '-z'];
    const output = await this.git.run(args, { cwd: this.folder, input: `${lines.join('\n')}\n` });
    return parseChanges(output.toString());
  }

  /** Kind of an object: a tag with a message is one of its own. */
  async typeOf(sha: string): Promise<string> {
    return this.#text('cat-file', '-t', sha);
  }

  /** Whether one commit is the other one or comes before it. */
  async isAncestor(ancestor: string, sha: string): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', ancestor, sha];
    return (await this.git.ask(args, { cwd: this.folder })) !== undefined;
  }

  /** The files of a commit as a tar or zip archive, in a folder. */
  archive(format: 'tar' | 'zip', topFolder: string, sha: string): Readable {
    return this.git.stream(['archive', `--format=${format}`, `--prefix=${topFolder}/`, sha], { cwd: this.folder })
      .stdout;
  }

  /**
   * Speaks one request of git's protocol ("gitprotocol-http", Git documentation).
   * @param service - `upload-pack` gives, `receive-pack` takes
   * @param input - the request's body; without it the refs are listed
   * @param protocol - of the header `Git-Protocol`
   */
  speak(service: 'upload-pack' | 'receive-pack', protocol: string, input?: Readable): Readable {
    const args = [service, '--stateless-rpc', ...(input === undefined ? ['--advertise-refs'] : []), this.folder];
    const options = { environment: { GIT_PROTOCOL: protocol }, ...(input && { input }) };
    return this.git.stream(args, options).stdout;
  }

  /** Takes a push. Pushes run one after the other, so that every ref that differs afterwards was changed by this push. */
  receive(input: Readable): Promise<{ readonly answer: Buffer; readonly updates: readonly RefUpdate[] }> {
    const push = this.#pushes.then(async () => {
      const before = await this.refs();
      const answer = await this.git.run(['receive-pack', '--stateless-rpc', this.folder], { input });
      const after = await this.refs();
      await this.#adoptBranch(after);
      return { answer, updates: refUpdates(before, after) };
    });
    this.#pushes = push.catch(() => undefined);
    return push;
  }

  /** The first branch of an empty repository becomes its default branch. */
  async #adoptBranch(refs: ReadonlyMap<string, string>): Promise<void> {
    if (refs.has(`refs/heads/${await this.defaultBranch()}`)) return;
    const first = [...refs.keys()].find((ref) => ref.startsWith('refs/heads/'));
    if (first !== undefined) await this.#setDefaultBranch(first.slice('refs/heads/'.length));
  }

  async #setDefaultBranch(branch: string): Promise<void> {
    await this.#text('symbolic-ref', 'HEAD', `refs/heads/${branch}`);
  }

  async #text(...args: readonly string[]): Promise<string> {
    return this.git.text(args, { cwd: this.folder });
  }
}
