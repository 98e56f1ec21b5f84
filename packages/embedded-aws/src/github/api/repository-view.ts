import type { Repository } from './store';
import { linksOf, nodeId, timestamp, userView } from './user-view';

/** What a repository's content tells about it. */
export interface RepositoryFacts {
  readonly defaultBranch: string;
  readonly sizeKib: number;
  /** Time of the last push. */
  readonly pushedAt?: Date;
}

/** Paths of the links that the REST API shows of a repository ("Get a repository", GitHub Docs). */
const LINKS: Readonly<Record<string, string>> = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments',
};

/** What every new private repository of GitHub has. */
const DEFAULTS = {
  private: true,
  visibility: 'private',
  description: null,
  homepage: null,
  language: null,
  license: null,
  mirror_url: null,
  topics: [],
  fork: false,
  archived: false,
  disabled: false,
  is_template: false,
  allow_forking: true,
  has_issues: true,
  has_projects: true,
  has_downloads: true,
  has_wiki: true,
  has_pages: false,
  has_discussions: false,
  web_commit_signoff_required: false,
  stargazers_count: 0,
  watchers_count: 0,
  forks_count: 0,
  open_issues_count: 0,
  forks: 0,
  watchers: 0,
  open_issues: 0,
};

/** Address of a repository on GitHub's site. */
export function siteUrl({ owner, name }: Repository): string {
  return `https://github.com/${owner}/${name}`;
}

/**
 * A repository as the REST API shows it ("Get a repository", GitHub Docs). Its content is to be had here, with
 * `clone_url`; everything else that is no address of the API leads to GitHub's site, as GitHub has it.
 * @param apiUrl - address of the API without a slash at its end
 */
export function repositoryView(
  apiUrl: string,
  repository: Repository,
  facts: RepositoryFacts,
): Record<string, unknown> {
  const { id, owner, name, createdAt } = repository;
  const url = `${apiUrl}/repos/${owner}/${name}`;
  const { pushedAt } = facts;
  return {
    id,
    node_id: nodeId('Repository', String(id)),
    name,
    full_name: `${owner}/${name}`,
    owner: userView(apiUrl, repository),
    html_url: siteUrl(repository),
    url,
    ...linksOf(url, LINKS),
    created_at: timestamp(createdAt),
    updated_at: timestamp(pushedAt ?? createdAt),
    pushed_at: pushedAt === undefined ? null : timestamp(pushedAt),
    git_url: `git://github.com/${owner}/${name}.git`,
    ssh_url: `git@github.com:${owner}/${name}.git`,
    clone_url: `${new URL(apiUrl).origin}/${owner}/${name}.git`,
    svn_url: siteUrl(repository),
    ...DEFAULTS,
    size: facts.sizeKib,
    default_branch: facts.defaultBranch,
  };
}
