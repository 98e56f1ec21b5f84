import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { goesWithItsOwner } from '../related';
import { PROTECTIVE_RESOURCES } from './protective-resources';

/** A protection or record is destroyed, and the resource that it belongs to stays. */
export const protectionRemoved: ChangeRule = {
  about: 'change',
  id: 'protection-removed',
  category: 'security',
  severities: ['dangerous'],
  meaning:
    'Something that protects or records is destroyed, such as a public access block or a web ACL, and what it protects stays.',
  check: (change, plan) => {
    const guard = Object.hasOwn(PROTECTIVE_RESOURCES, change.type) ? PROTECTIVE_RESOURCES[change.type] : undefined;
    if (change.action !== 'delete' || guard === undefined || goesWithItsOwner(change, plan, guard.owners)) return [];
    return [
      {
        severity: 'dangerous',
        title: `${capitalize(resourceName(change))} is destroyed: ${guard.without}`,
        detail: 'Keep it as long as what it protects is there, or say in the pull request what protects it instead.',
      },
    ];
  },
};
