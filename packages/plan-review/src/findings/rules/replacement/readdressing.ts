import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { effectOf } from './effects';
import { replacementReason } from './reason';

/** A replacement after which something has another address, whatever the order. */
export const readdressingReplacement: ChangeRule = {
  about: 'change',
  id: 'replacement-changes-address',
  category: 'address',
  severities: ['dangerous'],
  meaning: 'Something is replaced that others know by an address or an id, which is another one afterwards.',
  check: (change) => {
    const effect = change.action === 'replace' ? effectOf(change.type) : undefined;
    if (effect?.readdresses === undefined) return [];
    return [
      {
        severity: 'dangerous',
        title: `${capitalize(resourceName(change))} is replaced: ${effect.readdresses}`,
        detail: `${replacementReason(change)} Tell those who know the old one before, or leave the attribute as it was.`,
      },
    ];
  },
};
