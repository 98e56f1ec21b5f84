import type { Changes, Commit } from '../git/commit';
import { NO_COMMIT, type RefUpdate } from '../git/refs';
import type { RepositoryContent } from '../git/repository-content';

/** Commits that one push event lists at most ("Webhook events and payloads: push", GitHub Docs). */
const MAX_COMMITS = 2048;

/** The commits that a push added to a ref. */
export interface PushedCommits {
  /** The oldest first. */
  readonly commits: readonly Commit[];
  /** Ids of those that no ref had before. */
  readonly distinct: ReadonlySet<string>;
  readonly changes: ReadonlyMap<string, Changes>;
  /** The commit that the ref names now; absent if it was deleted. */
  readonly head?: Commit;
  /** Whether commits that the ref had are gone from it. */
  readonly isForced: boolean;
  /** A branch that a new ref without commits of its own starts from. */
  readonly baseRef: string | null;
}

/** Reads what a push did to one ref: of a new ref, the commits that no other ref had. */
export async function pushedCommits(content: RepositoryContent, update: RefUpdate): Promise<PushedCommits> {
  const { before, after, known } = update;
  if (after === NO_COMMIT) {
    return { commits: [], distinct: new Set(), changes: new Map(), isForced: false, baseRef: null };
  }
  const unknown = await content.commits(['--reverse', after, ...known.map((sha) => `^${sha}`)]);
  const isNew = before === NO_COMMIT;
  const commits = isNew ? unknown : await content.commits(['--reverse', `^${before}`, after]);
  const [head] = await content.commits(['-1', after]);
  return {
    commits: commits.slice(-MAX_COMMITS),
    distinct: new Set(unknown.map(({ sha }) => sha)),
    changes: await content.changes(head === undefined ? commits : [...commits, head]),
    ...(head && { head }),
    isForced: !isNew && !(await content.isAncestor(before, after)),
    baseRef: isNew && commits.length === 0 ? await branchAt(content, update) : null,
  };
}

async function branchAt(content: RepositoryContent, { ref, after }: RefUpdate): Promise<string | null> {
  const commit = await content.resolve(after);
  const branches = [...(await content.refs())].filter(([name]) => name.startsWith('refs/heads/') && name !== ref);
  return branches.find(([, sha]) => sha === commit)?.[0] ?? null;
}
