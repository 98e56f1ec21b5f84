import { changedPaths } from 'plan-review/plan/changed-paths';
import { areEqual } from 'plan-review/plan/equality';
import { formatPath } from 'plan-review/plan/path';
import type { ResourceChange } from 'plan-review/plan/plan';
import { isList, isObject, Sensitive, UNKNOWN, valueAt, type Value } from 'plan-review/plan/value';

/**
 * The attributes that were changed after the review, e.g. by a later deployment, and that a change would revert: the
 * review saw such an attribute change from another value. An interrupted apply is no such change: it keeps the values of
 * what it did not reach.
 * @param reviewed the same change as the review saw it
 * @returns a sentence for each; empty if there is none
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
        `${planned.address}: ${planned.action} would revert ${formatPath(path)}, which was changed after the review`,
    );
}

/**
 * Whether values are left out of the comparison: secrets, because plans hide them; values that are not known yet; and
 * JSON documents, because they hold container images, which pipelines change between a review and its deployment.
 */
function isIncomparable(value: Value | undefined): boolean {
  if (value === UNKNOWN || value instanceof Sensitive) return true;
  if (typeof value === 'string') return /^\s*[[{]/.test(value);
  if (isList(value)) return value.some(isIncomparable);
  return isObject(value) && Object.values(value).some(isIncomparable);
}
