import type { Platform } from '../../config/types';
import type { Environment } from '../project';
import { tell } from './command';
import { load } from './load';

/**
 * Tells what the config should say of the repository whose jobs deploy; nothing where all is well, or where the AWS at
 * hand is not the real one.
 */
export async function tellIds(platform: Platform, env: Environment): Promise<void> {
  if (platform.ci === undefined || env['AWS_ENDPOINT_URL'] !== undefined) return;
  // GitHub's client is loaded only where it is needed.
  const { adviceOnIds, repositoryIds } = load('../github/repository-ids') as typeof import('../github/repository-ids');
  const found = await repositoryIds(`${platform.github.owner}/${platform.ci.repository}`, env);
  const advice = adviceOnIds(platform, found);
  if (advice !== undefined) tell(advice);
}
