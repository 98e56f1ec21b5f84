import type { ChangeRule } from '../../rule';
import { capitalize, resourceName } from '../../reading/resource-name';
import { dataIn } from './data-bearing';

/** A resource that holds data is destroyed without a replacement. */
export const dataDestroyed: ChangeRule = {
  about: 'change',
  id: 'data-bearing-resource-destroyed',
  category: 'data-loss',
  severities: ['dangerous'],
  meaning: 'Something that holds data, such as a repository, a bucket, a user pool or a log group, is destroyed.',
  check: (change) => {
    const data = change.action === 'delete' ? dataIn(change.type) : undefined;
    if (data === undefined) return [];
    const rescue = data.rescue?.(change.before ?? {}) ?? 'Nothing takes it back.';
    return [
      {
        severity: 'dangerous',
        title: `${capitalize(resourceName(change))} is destroyed, with ${data.lost}`,
        detail: `${rescue} Back up what is needed first, or keep it: \`removed\` with \`destroy = false\` only forgets it.`,
      },
    ];
  },
};
