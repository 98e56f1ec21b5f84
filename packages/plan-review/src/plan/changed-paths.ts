import { areEqual, keysOf } from './equality';
import type { ResourceChange } from './plan';
import { isList, isObject, memberOf, type Value, type ValuePath } from './value';

/**
 * The paths at which a change makes a difference, as deep as both sides have the same shape: `['tags', 'Name']`, but
 * `['ingress']` where the number of its elements changes. What is known only after the change counts as changed. Of
 * what is created or destroyed: every attribute that is set.
 */
export function changedPaths({ before, after }: Pick<ResourceChange, 'before' | 'after'>): readonly ValuePath[] {
  return pathsBetween(before ?? {}, after ?? {}, []);
}

function pathsBetween(before: Value | undefined, after: Value | undefined, at: ValuePath): readonly ValuePath[] {
  if (areEqual(before, after)) return [];
  if (isObject(before) && isObject(after))
    return keysOf(before, after).flatMap((key) =>
      pathsBetween(memberOf(before, key), memberOf(after, key), [...at, key]),
    );
  if (isList(before) && isList(after) && before.length === after.length)
    return before.flatMap((element, index) => pathsBetween(element, after[index], [...at, index]));
  return [at];
}
