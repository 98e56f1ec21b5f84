import type { GithubParts } from './parts';
import type { RepositoryFacts } from './repository-view';
import type { Repository } from './store';

/** Looks up what the content of a repository tells about it. */
export async function repositoryFacts(
  { contents, store }: Pick<GithubParts, 'contents' | 'store'>,
  repository: Repository,
): Promise<RepositoryFacts> {
  const content = await contents.of(repository);
  const pushedAt = store.pushedAt(repository);
  return {
    defaultBranch: await content.defaultBranch(),
    sizeKib: await content.sizeKib(),
    ...(pushedAt && { pushedAt }),
  };
}
