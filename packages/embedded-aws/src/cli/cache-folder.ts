import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The folder for what takes long to install and can be installed again. Source: XDG Base Directory Specification,
 * `XDG_CACHE_HOME`: a relative path is invalid and is to be ignored.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['XDG_CACHE_HOME'] ?? '';
  return path.join(path.isAbsolute(named) ? named : path.join(homedir(), '.cache'), 'embedded-aws');
}
