import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { replacementReason } from '../replacement/reason';
import { dataIn } from './data-bearing';

/** A resource that holds data is replaced by an empty one. */
export const dataReplaced: ChangeRule = {
  about: 'change',
  id: 'data-bearing-resource-replaced',
  category: 'data-loss',
  severities: ['dangerous'],
  meaning: 'Something that holds data is replaced by an empty one.',
  check: (change) => {
    const data = change.action === 'replace' && change.forgetsOld !== true ? dataIn(change.type) : undefined;
    if (data === undefined) return [];
    const rescue = data.rescue?.(change.before ?? {}) ?? 'Nothing takes it back.';
    return [
      {
        severity: 'dangerous',
        title: `${capitalize(resourceName(change))} is replaced by an empty one: lost is ${data.lost}`,
        detail: `${replacementReason(change)} ${rescue} Leave the attribute as it was, or move the data first.`,
      },
    ];
  },
};
