import type { Commit, Signature } from '../git/commit';
import { siteUrl } from './repository-view';
import type { Repository } from './store';
import { isAddressOf, nodeId, userView } from './user-view';

/** What is shown, and where. */
export interface CommitViewOptions {
  /** Address of the API without a slash at its end. */
  readonly apiUrl: string;
  readonly repository: Repository;
  readonly commit: Commit;
}

/** A commit as the REST API shows it ("Get a commit", GitHub Docs), without its statistics and files. */
export function commitView({ apiUrl, repository, commit }: CommitViewOptions): Record<string, unknown> {
  const api = `${apiUrl}/repos/${repository.owner}/${repository.name}`;
  const url = `${api}/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', `${repository.id}:${commit.sha}`),
    commit: gitCommitView(api, commit),
    url,
    html_url: `${siteUrl(repository)}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    author: userOf(apiUrl, repository, commit.author),
    committer: userOf(apiUrl, repository, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${siteUrl(repository)}/commit/${sha}`,
    })),
  };
}

function gitCommitView(api: string, commit: Commit): Record<string, unknown> {
  return {
    author: signatureView(commit.author),
    committer: signatureView(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    url: `${api}/git/commits/${commit.sha}`,
    comment_count: 0,
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

/** The REST API tells times in UTC, unlike push events. */
function signatureView({ name, email, date }: Signature): Record<string, string> {
  return { name, email, date: new Date(date).toISOString().replace('.000Z', 'Z') };
}

/** The user whose address a commit has; null if no user has it. */
function userOf(apiUrl: string, repository: Repository, { email }: Signature): Record<string, unknown> | null {
  return isAddressOf(repository, email) ? userView(apiUrl, repository) : null;
}
