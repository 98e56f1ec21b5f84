import { randomUUID } from 'node:crypto';
import { type RepositoryFacts, repositoryView, siteUrl } from '../api/repository-view';
import type { Repository } from '../api/store';
import { isAddressOf, noreplyAddress, userView } from '../api/user-view';
import type { Changes, Commit, Signature } from '../git/commit';
import { NO_COMMIT, type RefUpdate } from '../git/refs';
import type { WebhookEvent } from './delivery';
import type { PushedCommits } from './pushed-commits';

/** A push to one ref. */
export interface Push {
  /** Address of the API without a slash at its end. */
  readonly apiUrl: string;
  readonly repository: Repository;
  readonly facts: RepositoryFacts;
  readonly update: RefUpdate;
  readonly commits: PushedCommits;
}

/** The event of a push ("Webhook events and payloads: push", GitHub Docs). The pusher is always the repository's owner. */
export function pushEvent(push: Push): WebhookEvent {
  const { apiUrl, repository, update, commits } = push;
  const views = commits.commits.map((commit) => commitView(push, commit));
  const payload = {
    ref: update.ref,
    before: update.before,
    after: update.after,
    repository: pushedRepositoryView(push),
    pusher: { name: repository.owner, email: noreplyAddress(repository) },
    sender: userView(apiUrl, repository),
    created: update.before === NO_COMMIT,
    deleted: update.after === NO_COMMIT,
    forced: commits.isForced,
    base_ref: commits.baseRef,
    compare: compareUrl(push),
    commits: views,
    head_commit: commits.head === undefined ? null : commitView(push, commits.head),
  };
  return { name: 'push', guid: randomUUID(), payload };
}

/** Push events show a repository as the API did in its early days: other addresses, times in seconds since 1970. */
function pushedRepositoryView({ apiUrl, repository, facts }: Push): Record<string, unknown> {
  const owner = { name: repository.owner, email: noreplyAddress(repository), ...userView(apiUrl, repository) };
  return {
    ...repositoryView(apiUrl, repository, facts),
    owner,
    url: siteUrl(repository),
    created_at: seconds(repository.createdAt),
    pushed_at: seconds(facts.pushedAt ?? repository.createdAt),
    stargazers: 0,
    master_branch: facts.defaultBranch,
  };
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

const NO_CHANGES: Changes = { added: [], removed: [], modified: [] };

function commitView({ repository, commits }: Push, commit: Commit): Record<string, unknown> {
  const { added, removed, modified } = commits.changes.get(commit.sha) ?? NO_CHANGES;
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: commits.distinct.has(commit.sha),
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${siteUrl(repository)}/commit/${commit.sha}`,
    author: personView(repository, commit.author),
    committer: personView(repository, commit.committer),
    added,
    removed,
    modified,
  };
}

function personView(repository: Repository, { name, email }: Signature): Record<string, string> {
  return { name, email, ...(isAddressOf(repository, email) && { username: repository.owner }) };
}

/** The page that shows what changed: of a new ref its one commit, its commits, or the ref if there are none. */
function compareUrl({ repository, update: { ref, before, after }, commits: { commits } }: Push): string {
  const url = siteUrl(repository);
  const range = `...${after.slice(0, 12)}`;
  if (before !== NO_COMMIT) return `${url}/compare/${before.slice(0, 12)}${range}`;
  const [first] = commits;
  if (first === undefined) return `${url}/compare/${ref.replace(/^refs\/(?:heads|tags)\//, '')}`;
  return commits.length === 1 ? `${url}/commit/${first.sha}` : `${url}/compare/${first.sha.slice(0, 12)}^${range}`;
}
