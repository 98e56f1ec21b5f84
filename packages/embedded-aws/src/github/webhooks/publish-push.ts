import { repositoryFacts } from '../api/repository-facts';
import type { GithubParts } from '../api/parts';
import type { Repository } from '../api/store';
import type { RefUpdate } from '../git/refs';
import type { RepositoryContent } from '../git/repository-content';
import { pushEvent } from './push-event';
import { pushedCommits } from './pushed-commits';

/** More tags than these at once make no events ("Webhook events and payloads: push", GitHub Docs). */
const MAX_TAGS = 3;

/**
 * Tells webhooks of a push, with one event for each branch and tag.
 * @param apiUrl - address of the API without a slash at its end
 */
export async function publishPush(
  parts: GithubParts,
  apiUrl: string,
  repository: Repository,
  content: RepositoryContent,
  updates: readonly RefUpdate[],
): Promise<void> {
  if (updates.length > 0) parts.store.recordPush(repository);
  const facts = await repositoryFacts(parts, repository);
  const tags = updates.filter(({ ref }) => ref.startsWith('refs/tags/'));
  const branches = updates.filter(({ ref }) => ref.startsWith('refs/heads/'));
  for (const update of tags.length > MAX_TAGS ? branches : [...branches, ...tags]) {
    const commits = await pushedCommits(content, update);
    parts.deliveries.publish(repository, pushEvent({ apiUrl, repository, facts, update, commits }));
  }
}
