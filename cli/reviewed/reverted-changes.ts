import { changedPaths } from 'plan-review/plan/changed-paths';
import { areEqual } from 'plan-review/plan/equality';
import { formatPath } from 'plan-review/plan/path';
import type { ResourceChange } from 'plan-review/plan/plan';
import { isList, isObject, Sensitive, UNKNOWN, valueAt, type Value } from 'plan-review/plan/value';

/**
 * What a change would take back that came after its review, e.g. a later deployment of the same resource: the review
 * saw the attribute change from another value. An interrupted apply leaves what it has not changed as it was.
 * @param reviewed the same change as the review saw it
 * @returns in words; empty if there is none
 */
export function revertedChanges(reviewed: ResourceChange | undefined, planned: ResourceChange): readonly string[] {
  if (reviewed?.before == null || planned.before === null || planned.after === null) return [];
  return changedPaths(planned)
    .filter((path) => {
      const then = valueAt(reviewed.before, path);
      const now = valueAt(planned.before, path);
      if (isIncomparable(then) || isIncomparable(now) || isIncomparable(valueAt(planned.after, path))) return false;
      return !areEqual(then, now);
    })
    .map(
      (path) =>
        `${planned.address}: ${planned.action} would take back ${formatPath(path)}, which has changed since the review`,
    );
}

/**
 * Secrets of two plans cannot be compared, and what is not known yet takes nothing back. Documents in JSON hold the
 * image of a container, which pipelines change between a review and its deployment.
 */
function isIncomparable(value: Value | undefined): boolean {
  if (value === UNKNOWN || value instanceof Sensitive) return true;
  if (typeof value === 'string') return /^\s*[[{]/.test(value);
  if (isList(value)) return value.some(isIncomparable);
  return isObject(value) && Object.values(value).some(isIncomparable);
}
