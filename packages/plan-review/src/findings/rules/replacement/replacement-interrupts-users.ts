import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { effectOf } from './effects';
import { replacementReason } from './reason';

/** A replacement that interrupts users, because what serves them does not exist in between. */
export const replacementInterruptsUsers: ChangeRule = {
  about: 'change',
  id: 'replacement-interrupts-users',
  category: 'downtime',
  severities: ['dangerous', 'attention'],
  meaning:
    'Something that serves users is replaced: dangerous if it is destroyed first, attention if the new one is created first.',
  check: (change) => {
    const effect = change.action === 'replace' ? effectOf(change.type) : undefined;
    if (effect?.interrupts === undefined) return [];
    const isMild = change.createsBeforeDestroy === true && effect.always !== true;
    const name = capitalize(resourceName(change));
    return [
      {
        severity: isMild ? 'attention' : 'dangerous',
        title: isMild
          ? `${name} is replaced, the new one being created first`
          : `${name} is replaced; meanwhile ${effect.interrupts}`,
        detail: `${replacementReason(change)} ${isMild ? `Until the new one is in use, see that not: ${effect.interrupts}.` : ADVICE}`,
      },
    ];
  },
};

const ADVICE =
  'Leave the attribute as it was, create the new one beside the old one first, or announce an interruption.';
