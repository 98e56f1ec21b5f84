import type { ContinuousIntegration } from '../../config/types';
import type { Jobs } from '../../modules/iam/github-claims';
import { githubEnvironment } from '../../platform/ci-names';

/** The repository whose jobs deploy a platform. */
interface Deployer {
  /** GitHub user or organization. */
  readonly owner: string;
  readonly settings: ContinuousIntegration;
}

/**
 * The jobs of GitHub Actions that are those of a part of a platform: they run on the branch of the config, in the GitHub
 * environment of the part. Where the repository has several platforms, a job without an environment is that of any of
 * them, so it is that of none.
 * @param part name of an environment of the config, `SHARED_JOBS` or `REVIEW_JOBS`
 * @param more what else is asked of them, or not
 */
export function jobsOf(
  part: string,
  { owner, settings }: Deployer,
  more: Pick<Jobs, 'withoutEnvironment' | 'workflows'>,
): Jobs {
  const { repository: name, branch, ownerId, repositoryId, environmentPrefix } = settings;
  const ids =
    ownerId === undefined || repositoryId === undefined ? undefined : { owner: ownerId, repository: repositoryId };
  return {
    repository: { owner, name, ...(ids && { ids }) },
    branch,
    environment: githubEnvironment(settings, part),
    ...more,
    ...(environmentPrefix !== undefined && { withoutEnvironment: false }),
  };
}
