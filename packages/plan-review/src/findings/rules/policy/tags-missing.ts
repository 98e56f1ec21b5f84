import { isObject } from '../../../plan/value';
import type { Plan, ResourceChange } from '../../../plan/plan';
import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';

/** Tags by which a platform finds what it owns. */
const OWN_TAGS = ['platform', 'managed-by'];

/** A resource lacks the tags that others of the plan have. */
export const tagsMissing: ChangeRule = {
  about: 'change',
  id: 'tags-missing',
  category: 'policy',
  severities: ['attention'],
  meaning: 'A resource lacks the tags `platform` and `managed-by` that others of its stack have.',
  check: (change, plan) => {
    const tags = tagsOf(change);
    const missing = OWN_TAGS.filter((tag) => tags !== undefined && !tags.has(tag) && isUsual(tag, plan));
    if (missing.length === 0) return [];
    return [
      {
        severity: 'attention',
        title: `${capitalize(resourceName(change))} lacks the tag${missing.length > 1 ? 's' : ''} ${missing.join(' and ')}`,
        detail: 'Costs, permissions and searches go by it. Use the provider that has the default tags.',
      },
    ];
  },
};

/** @returns undefined if it has none by its type, or they are not known */
function tagsOf({ after }: ResourceChange): ReadonlySet<string> | undefined {
  const tags = after?.['tags_all'];
  return isObject(tags) ? new Set(Object.keys(tags)) : undefined;
}

function isUsual(tag: string, { changes }: Plan): boolean {
  return changes.some((change) => tagsOf(change)?.has(tag) === true);
}
