import path from 'node:path';
import { configFileOf, DEFAULT_CONFIG, type Environment } from './project';

/**
 * The config that the environment names, if it is not the one that every project has: what is kept once for each platform
 * of a repository, such as the comment about a review, is told apart by it.
 * @returns its path, with nothing in it that ends an HTML comment or a line
 */
export function otherConfig(env: Environment): string | undefined {
  const file = path.posix.normalize(configFileOf(env));
  return file === DEFAULT_CONFIG ? undefined : file.replace(/[^\w./-]/g, '_').replaceAll('--', '_');
}
