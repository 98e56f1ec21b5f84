import { pipelineRoleNames } from '../../platform/pipeline-roles';
import { formatPath, quote, type Path } from '../issue';
import type { Rule } from './rule';

/**
 * No two pipelines have roles of one name. With an environment `build`, services `x` and `x-record` would: the role that
 * records deployments of `x` to `build` is called like the role that builds `x-record`.
 */
export const distinctPipelineRoles: Rule = ({ platform }) => {
  const environments = platform.environments.map(({ name }) => name);
  const owners = new Map<string, string>();
  return platform.services.flatMap(({ name }) => {
    const names = pipelineRoleNames(platform.name, name, environments);
    const taken = names.find((each) => owners.has(each));
    if (taken === undefined) {
      for (const each of names) owners.set(each, name);
      return [];
    }
    const first: Path = ['services', owners.get(taken) ?? ''];
    return [
      {
        path: ['services', name],
        reads: [first, ['environments']],
        found: `a role ${quote(taken)} of its pipeline, which ${formatPath(first)} has too`,
        allowed: 'names that give the roles of every pipeline names of their own',
        fix: 'rename one of the two services, or the environment',
      },
    ];
  });
};
