import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { dataIn } from '../loss/data-bearing';
import { effectOf, ROUTINE } from './effects';
import { replacementReason } from './reason';

/** Every other replacement, with its reason. */
export const resourceReplaced: ChangeRule = {
  about: 'change',
  id: 'resource-replaced',
  category: 'replacement',
  severities: ['attention', 'note'],
  meaning:
    'Something is replaced; a note if that is how its type is changed, such as a task definition, or if the new one is created first.',
  check: (change) => {
    const hasRuleOfItsOwn = dataIn(change.type) !== undefined || effectOf(change.type) !== undefined;
    if (change.action !== 'replace' || hasRuleOfItsOwn) return [];
    const isRoutine = ROUTINE.has(change.type);
    const order =
      change.createsBeforeDestroy === true ? 'the new one is created first' : 'the old one is destroyed first';
    return [
      {
        severity: isRoutine || change.createsBeforeDestroy === true ? 'note' : 'attention',
        title: `${capitalize(resourceName(change))} is replaced${isRoutine ? ', as every change of it does' : `: ${order}`}`,
        detail: `${replacementReason(change)}${isRoutine ? ' Users notice nothing.' : ' See that nothing needs it meanwhile.'}`,
      },
    ];
  },
};
