import type { Counts, ResourceChange } from './plan';

/**
 * Counts changes as the last line of `terraform show` does: `Plan: 1 to import, 2 to add, 0 to change, 1 to destroy.`
 * Terraform does not print moves; OpenTofu alone prints what is forgotten.
 */
export function countChanges(changes: readonly ResourceChange[]): Counts {
  const count = (isCounted: (change: ResourceChange) => boolean): number => changes.filter(isCounted).length;
  return {
    import: count(({ importId }) => importId !== undefined),
    add: count(({ action }) => action === 'create' || action === 'replace'),
    change: count(({ action }) => action === 'update'),
    destroy: count((change) => change.action === 'delete' || (change.action === 'replace' && !isForgotten(change))),
    replace: count(({ action }) => action === 'replace'),
    move: count(({ action, previousAddress }) => action === 'no-op' && previousAddress !== undefined),
    forget: count((change) => change.action === 'forget' || isForgotten(change)),
  };
}

function isForgotten({ forgetsOld }: ResourceChange): boolean {
  return forgetsOld === true;
}
