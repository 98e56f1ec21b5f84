import { formatPath, type Path } from '../issue';
import type { Service } from '../types';
import type { Rule } from './rule';

/** Several services may share a repository, but no two build the same image. */
export const distinctSources: Rule = ({ platform }) => {
  const firstOf = new Map([...platform.services].reverse().map((service) => [sourceOf(service), service]));
  return platform.services.flatMap((service) => {
    const first = firstOf.get(sourceOf(service));
    if (first === undefined || first === service) return [];
    return [
      {
        path: ['services', service.name, 'repository'],
        reads: [...sourcePaths(service), ...sourcePaths(first)],
        found: `the repository, branch, dockerfile and context of ${formatPath(['services', first.name])}`,
        allowed: 'one service for each image',
        fix: 'give one of the two another dockerfile or context, or remove it',
      },
    ];
  });
};

/** GitHub's repository names are the same in capitals. */
function sourceOf({ repository, branch, dockerfile, context }: Service): string {
  return JSON.stringify([repository.toLowerCase(), branch, dockerfile, context]);
}

function sourcePaths({ name }: Service): readonly Path[] {
  return ['repository', 'branch', 'dockerfile', 'context'].map((option) => ['services', name, option]);
}
