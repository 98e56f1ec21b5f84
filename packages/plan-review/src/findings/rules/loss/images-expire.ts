import { parseJson } from '../../../json';
import { resourceName, capitalize } from '../../reading/resource-name';
import { textAt } from '../../reading/values';
import type { ChangeRule } from '../../rule';

/** A lifecycle policy that deletes images which something may still run. */
export const imagesExpire: ChangeRule = {
  about: 'change',
  id: 'tagged-images-expire',
  category: 'data-loss',
  severities: ['attention'],
  meaning: 'A lifecycle policy of ECR begins to delete images that have tags, or keeps fewer of them.',
  check: (change) => {
    if (change.type !== 'aws_ecr_lifecycle_policy') return [];
    const old = new Set(expiriesIn(textAt(change.before, 'policy')));
    const added = expiriesIn(textAt(change.after, 'policy')).filter((expiry) => !old.has(expiry));
    // What is new has no images yet.
    if (change.before === null || added.length === 0) return [];
    return [
      {
        severity: 'attention',
        title: `${capitalize(resourceName(change))} deletes images that have tags: ${added.join('; ')}`,
        detail:
          'ECR deletes them within a day, whether they run or not. See that the oldest one that may be rolled back to is kept.',
      },
    ];
  },
};

interface LifecycleRule {
  readonly selection?: {
    readonly tagStatus?: string;
    readonly countType?: string;
    readonly countNumber?: number;
    readonly countUnit?: string;
  };
}

/** Source: Amazon ECR User Guide, "Lifecycle policy properties". */
function expiriesIn(policy: string | undefined): readonly string[] {
  return rulesOf(policy)
    .filter(({ selection }) => selection?.tagStatus !== 'untagged')
    .map(({ selection = {} }) =>
      selection.countType === 'imageCountMoreThan'
        ? `all but the newest ${selection.countNumber ?? 0}`
        : `those older than ${selection.countNumber ?? 0} ${selection.countUnit ?? 'days'}`,
    );
}

function rulesOf(policy = '{}'): readonly LifecycleRule[] {
  const document = parseJson(policy);
  const rules = typeof document === 'object' && document !== null && 'rules' in document ? document.rules : undefined;
  return Array.isArray(rules)
    ? (rules as readonly unknown[]).filter((rule): rule is LifecycleRule => typeof rule === 'object' && rule !== null)
    : [];
}
