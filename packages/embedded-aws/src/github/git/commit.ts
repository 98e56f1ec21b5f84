/** The author or committer of a commit, and the time. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601 with the time zone of its author or committer. */
  readonly date: string;
}

/** A commit as git keeps it. */
export interface Commit {
  /** 40 hexadecimal digits. */
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  /** Without line breaks at its end. */
  readonly message: string;
}

/** Format for `git log -z`: what {@link parseCommits} reads. */
export const COMMIT_FORMAT = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');

/** Fields of {@link COMMIT_FORMAT}. */
const FIELDS = 10;

/** Reads what `git log -z` printed in {@link COMMIT_FORMAT}. */
export function parseCommits(output: string): Commit[] {
  const fields = output.split('\0');
  const count = Math.floor(fields.length / FIELDS);
  return Array.from({ length: count }, (_, index) => commitOf(fields.slice(index * FIELDS, (index + 1) * FIELDS)));
}

function commitOf(fields: readonly string[]): Commit {
  const [sha = '', tree = '', parents = '', name = '', email = '', date = '', ...rest] = fields;
  const [committerName = '', committerEmail = '', committerDate = '', message = ''] = rest;
  return {
    sha,
    tree,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    author: { name, email, date },
    committer: { name: committerName, email: committerEmail, date: committerDate },
    message: message.trimEnd(),
  };
}

/** Paths that a commit changed, compared to its first parent. */
export interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
}

/**
 * Reads what `git diff-tree --stdin --name-status -z` printed: a commit's id, then pairs of a status letter and a path.
 * @returns the changes by the ids of commits; commits without any are missing
 */
export function parseChanges(output: string): ReadonlyMap<string, Changes> {
  const changes = new Map<string, { added: string[]; removed: string[]; modified: string[] }>();
  const fields = output.split('\0').values();
  let current = { added: [] as string[], removed: [] as string[], modified: [] as string[] };
  for (const field of fields) {
    if (/^[0-9a-f]{40}$/.test(field)) {
      current = { added: [], removed: [], modified: [] };
      changes.set(field, current);
    } else if (field !== '') {
      const list = { A: current.added, D: current.removed }[field] ?? current.modified;
      list.push(fields.next().value ?? '');
    }
  }
  return changes;
}
