import { isObject } from '../../../plan/value';
import type { Plan, ResourceChange } from '../../../plan/plan';
import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';

/** The part of the other resources that has to have a tag for it to be usual. */
const USUAL_PART = 3 / 4;

/** So many other resources at least have to have it: one alone shows no habit. */
const USUAL_COUNT = 2;

/**
 * A resource lacks a tag that three quarters of the other resources of the plan have, two at least. Counted are the
 * resources that can have tags and whose tags are known, whether they change or not.
 */
export const tagsMissing: ChangeRule = {
  about: 'change',
  id: 'tags-missing',
  category: 'policy',
  severities: ['attention'],
  meaning: 'A resource lacks a tag that three quarters of the other resources of its plan have, two at least.',
  check: (change, plan) => {
    const tags = tagsOf(change);
    if (tags === undefined) return [];
    const missing = usualTags(othersOf(change, plan)).filter((tag) => !tags.has(tag));
    if (missing.length === 0) return [];
    return [
      {
        severity: 'attention',
        title: `${capitalize(resourceName(change))} lacks the tag${missing.length > 1 ? 's' : ''} ${missing.join(' and ')}`,
        detail:
          'Three quarters of the other resources have it, and costs, permissions and searches may go by it. Add it, or use the provider that has it among its default tags.',
      },
    ];
  },
};

/** @returns undefined if it has none by its type, or they are not known */
function tagsOf({ after }: ResourceChange): ReadonlySet<string> | undefined {
  const tags = after?.['tags_all'];
  return isObject(tags) ? new Set(Object.keys(tags)) : undefined;
}

/** The tags of each other resource that has some, or could have some. */
function othersOf(change: ResourceChange, { changes, unchanged }: Plan): readonly ReadonlySet<string>[] {
  return [...changes, ...unchanged]
    .filter((other) => other !== change)
    .map(tagsOf)
    .filter((tags) => tags !== undefined);
}

/** The tags that most of some resources have, in the order in which they are found. */
function usualTags(resources: readonly ReadonlySet<string>[]): readonly string[] {
  const needed = Math.max(USUAL_COUNT, resources.length * USUAL_PART);
  const counts = new Map<string, number>();
  for (const tags of resources) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= needed).map(([tag]) => tag);
}
