import { jobRolePrefix, SHARED_JOBS } from '../../platform/ci-names';
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

/**
 * No role of a service is called like those of jobs, which no job may change: with region `eu-central-1`, a service
 * `eu-central-1-x` has roles `<platform>-eu-central-1-x-...`, and so has `central-1-x` in an environment `eu`.
 */
export const rolesApartFromJobs: Rule = ({ platform }) => {
  if (platform.ci === undefined) return [];
  const reserved = jobRolePrefix(platform);
  return platform.services.flatMap(({ name }) => {
    const beginnings = [name, ...platform.environments.map((environment) => `${environment.name}-${name}`)];
    const taken = beginnings
      .map((beginning) => `${platform.name}-${beginning}-`)
      .find((each) => each.startsWith(reserved));
    if (taken === undefined) return [];
    return [
      {
        path: ['services', name],
        reads: [['ci'], ['region']],
        found: `the name ${quote(name)}, whose roles would begin with ${quote(taken)}`,
        allowed: `names whose roles do not begin with ${quote(reserved)}, with ci: those of the jobs do, and no job may change them`,
        fix: 'rename it, or remove ci',
      },
    ];
  });
};
