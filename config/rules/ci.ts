import { SHARED_JOBS } from '../../platform/ci-names';
import { quote } from '../issue';
import type { Rule } from './rule';

/** GitHub environments are called after those of the platform, and one more deploys what they share. */
export const sharedEnvironmentFree: Rule = ({ platform }) => {
  if (platform.ci === undefined) return [];
  return platform.environments
    .filter(({ name }) => name === SHARED_JOBS)
    .map(({ name }) => ({
      path: ['environments', name],
      reads: [['ci']],
      found: `the name ${quote(name)}`,
      allowed: `any name but ${SHARED_JOBS}, with ci: it is the GitHub environment that deploys what all environments share`,
      fix: 'rename it, or remove ci',
    }));
};
