import { homedir } from 'node:os';
import path from 'node:path';
import type { Environment } from '../processes/run';

/**
 * The folder for what is expensive to make and can be made again. Source: XDG Base Directory Specification,
 * `XDG_CACHE_HOME`: a relative path is invalid and is to be ignored.
 */
export function cacheFolder(env: Environment): string {
  const named = env['XDG_CACHE_HOME'] ?? '';
  return path.join(path.isAbsolute(named) ? named : path.join(homedir(), '.cache'), 'plan-review');
}
