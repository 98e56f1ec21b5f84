import { load } from './load';
import { missingPackage } from './missing-package';

/**
 * Loads the rehearsal: the embedded AWS takes a second to load, for which the help and a mistyped option need not wait.
 * @throws UserError if a package that it needs is not installed: a project that only deploys does without them
 */
export function loadStart(): typeof import('../start/start').start {
  try {
    return (load('../start/start') as typeof import('../start/start')).start;
  } catch (error) {
    throw missingPackage(error) ?? error;
  }
}
