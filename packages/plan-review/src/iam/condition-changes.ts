import { subjectKey } from './grant-keys';
import type { Condition, Grant, PolicyStatement } from './statement';

/** What stays allowed or denied, but under other conditions. */
export interface ConditionChange {
  /** As it is after the change, with its conditions. */
  readonly grant: Grant;
  readonly before: readonly Condition[];
  readonly after: readonly Condition[];
  /** Whether something is permitted now that was not: an `Allow` is not held as tight, or a `Deny` is held tighter. */
  readonly isWider: boolean;
}

/** Something that one side says, and what the other side says of the same under other conditions. */
export interface Counterpart {
  readonly grant: Grant;
  readonly other: PolicyStatement;
}

/**
 * Brings together what is said now under conditions that did not cover it before, and the other way round.
 * @param came grants after the change, and what was before it
 * @param went grants before the change, and what is after it
 */
export function conditionChanges(came: readonly Counterpart[], went: readonly Counterpart[]): ConditionChange[] {
  const gone = new Set(went.map(({ grant }) => subjectKey(grant)));
  const seen = new Set(came.map(({ grant }) => subjectKey(grant)));
  return [
    ...came.map(({ grant, other }) => ({
      grant,
      before: other.conditions,
      after: grant.conditions,
      isWider: grant.effect === 'Allow' || gone.has(subjectKey(grant)),
    })),
    ...went
      .filter(({ grant }) => !seen.has(subjectKey(grant)))
      .map(({ grant, other }) => ({
        grant: { ...grant, conditions: other.conditions },
        before: grant.conditions,
        after: other.conditions,
        isWider: grant.effect === 'Deny',
      })),
  ];
}
