import { jobRolePrefix, REVIEW_JOBS, SHARED_JOBS } from '../../platform/ci-names';
import { quote } from '../issue';
import type { Rule } from './rule';

/** What the GitHub environments that are not called after one of the platform are for. */
const JOBS: ReadonlyMap<string, string> = new Map([
  [SHARED_JOBS, 'deploys what all environments share'],
  [REVIEW_JOBS, 'reviews changes and looks for drift'],
]);

/** GitHub environments are called after those of the platform; the others are for jobs of their own. */
export const jobEnvironmentsFree: Rule = ({ platform }) => {
  if (platform.ci === undefined) return [];
  return platform.environments.flatMap(({ name }) => {
    const purpose = JOBS.get(name);
    if (purpose === undefined) return [];
    return [
      {
        path: ['environments', name],
        reads: [['ci']],
        found: `the name ${quote(name)}`,
        allowed: `any name but ${name}, with ci: it is the GitHub environment that ${purpose}`,
        fix: 'rename it, or remove ci',
      },
    ];
  });
};

/** GitHub numbers the owner and the repository in one subject. */
export const idsTogether: Rule = ({ platform }) => {
  const { ownerId, repositoryId } = platform.ci ?? {};
  if ((ownerId === undefined) === (repositoryId === undefined)) return [];
  const [given, missing] = ownerId === undefined ? ['repositoryId', 'ownerId'] : ['ownerId', 'repositoryId'];
  return [
    {
      path: ['ci', given],
      reads: [['ci', missing]],
      found: `no ${missing} beside it`,
      allowed: 'ownerId and repositoryId, or neither',
      fix: `take ${given} out and run npm run jobs: it prints the lines of both`,
    },
  ];
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
