import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { effectOf } from './effects';
import { replacementReason } from './reason';

/** A replacement after which something has another address, in either order of creating and destroying. */
export const replacementChangesAddress: ChangeRule = {
  about: 'change',
  id: 'replacement-changes-address',
  category: 'address',
  severities: ['dangerous'],
  meaning: 'Something is replaced whose address or id others use, and the new one has another address or id.',
  check: (change) => {
    const effect = change.action === 'replace' ? effectOf(change.type) : undefined;
    if (effect?.readdresses === undefined) return [];
    return [
      {
        severity: 'dangerous',
        title: `${capitalize(resourceName(change))} is replaced: ${effect.readdresses}`,
        detail: `${replacementReason(change)} Tell everybody who uses the old one before the change, or keep the attribute as it was.`,
      },
    ];
  },
};
