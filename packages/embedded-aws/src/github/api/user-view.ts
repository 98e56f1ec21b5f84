import type { Repository } from './store';

/** The owner of a repository, and the user that its tokens act for. */
export type Owner = Pick<Repository, 'owner' | 'ownerId'>;

/** Paths of the links that the REST API shows of a user ("Get a user", GitHub Docs). */
const LINKS: Readonly<Record<string, string>> = {
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
  organizations_url: '/orgs',
  repos_url: '/repos',
  events_url: '/events{/privacy}',
  received_events_url: '/received_events',
};

/**
 * A user as the REST API shows it in other things ("Simple User", GitHub Docs).
 * @param apiUrl - address of the API without a slash at its end
 */
export function userView(apiUrl: string, { owner, ownerId }: Owner): Record<string, unknown> {
  const url = `${apiUrl}/users/${owner}`;
  return {
    login: owner,
    id: ownerId,
    node_id: nodeId('User', String(ownerId)),
    avatar_url: `https://avatars.githubusercontent.com/u/${ownerId}?v=4`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${owner}`,
    ...linksOf(url, LINKS),
    type: 'User',
    site_admin: false,
  };
}

/** The address that GitHub gives to users who hide theirs ("Email addresses reference", GitHub Docs). */
export function noreplyAddress({ owner, ownerId }: Owner): string {
  return `${ownerId}+${owner}@users.noreply.github.com`;
}

/** Whether a commit with this address is the owner's, for all that is known of them. */
export function isAddressOf(owner: Owner, address: string): boolean {
  const login = /^(?:\d+\+)?(?<login>[^@+]+)@users\.noreply\.github\.com$/i.exec(address)?.groups?.['login'];
  return login?.toLowerCase() === owner.owner.toLowerCase();
}

/** Addresses below one, by the names of their fields. */
export function linksOf(url: string, paths: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(paths).map(([field, path]) => [field, url + path]));
}

/** An id for the GraphQL API in its first format: the type with its length, and the id, in base64. */
export function nodeId(type: string, id: string): string {
  return Buffer.from(`0${type.length}:${type}${id}`).toString('base64');
}

/** GitHub's timestamps have no fractions of a second. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
