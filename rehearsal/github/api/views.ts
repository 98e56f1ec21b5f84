import type { Hook, Repository } from './store';

/** What GitHub shows in place of a webhook's secret. */
export const MASKED_SECRET = '********';

/**
 * A webhook as the REST API shows it ("Get a repository webhook", GitHub Docs).
 * @param apiUrl - address of the API without a slash at its end
 */
export function hookView(apiUrl: string, hook: Hook): Record<string, unknown> {
  const url = `${apiUrl}/repos/${hook.repository.owner}/${hook.repository.name}/hooks/${hook.id}`;
  return {
    type: 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: configView(hook),
    updated_at: timestamp(hook.updatedAt),
    created_at: timestamp(hook.createdAt),
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: { code: null, status: 'unused', message: null },
  };
}

function configView({ config }: Hook): Record<string, string> {
  return {
    content_type: config.contentType,
    insecure_ssl: config.insecureSsl,
    ...(config.secret === undefined ? {} : { secret: MASKED_SECRET }),
    url: config.url,
  };
}

/**
 * A repository as the REST API shows it ("Get a repository", GitHub Docs): the fields that identify it.
 * @param apiUrl - address of the API without a slash at its end
 */
export function repositoryView(apiUrl: string, repository: Repository): Record<string, unknown> {
  const { id, owner, name } = repository;
  const url = `${apiUrl}/repos/${owner}/${name}`;
  return {
    id,
    name,
    full_name: `${owner}/${name}`,
    private: true,
    owner: { login: owner, url: `${apiUrl}/users/${owner}` },
    html_url: `https://github.com/${owner}/${name}`,
    url,
    hooks_url: `${url}/hooks`,
    created_at: timestamp(repository.createdAt),
    default_branch: 'main',
    visibility: 'private',
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
  };
}

/** GitHub's timestamps have no fractions of a second. */
function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
