import type { Finding } from '../findings/finding';
import type { CheckFailure } from './failure';
import { DEBATABLE_CHECKS } from './debatable-checks';
import type { CheckFailures } from './read-report';

/** What a change does to the checks of checkov. */
export interface CheckedChange {
  /** Of what fails only after the change. */
  readonly findings: readonly Finding[];
  /** How many failures the change repairs, or removes with their resource. */
  readonly fixedCount: number;
}

/** Name of the findings that come from checkov. */
const CHECKOV_RULE = 'checkov';

/**
 * Compares what fails before and after a change. What already fails in the same way for other resources, or where there
 * can be a reason not to follow, is a note: the change brings no new kind of risk.
 */
export function newFailures({ base, head }: CheckFailures): CheckedChange {
  const before = new Set(base.map(keyOf));
  const after = new Set(head.map(keyOf));
  const known = new Set(base.map(({ check }) => check));
  const came = new Map(
    head.filter((failure) => !before.has(keyOf(failure))).map((failure) => [keyOf(failure), failure]),
  );
  return {
    findings: [...came.values()].map((failure) => findingOf(failure, known.has(failure.check))),
    fixedCount: [...before].filter((key) => !after.has(key)).length,
  };
}

function keyOf({ check, stack, address }: CheckFailure): string {
  return JSON.stringify([check, stack, address]);
}

function findingOf({ check, guideline, stack, address }: CheckFailure, isKnown: boolean): Finding {
  const reason = Object.hasOwn(DEBATABLE_CHECKS, check) ? DEBATABLE_CHECKS[check] : undefined;
  const context = [
    ...(isKnown ? ['Other resources fail it already.'] : []),
    ...(reason === undefined ? [] : [`There can be a reason not to follow it: ${reason}.`]),
  ];
  return {
    rule: CHECKOV_RULE,
    severity: isKnown || reason !== undefined ? 'note' : 'attention',
    category: 'policy',
    stack,
    address,
    title: `${guideline} (${check})`,
    detail: ['A check of checkov that fails only after this change.', ...context].join(' '),
  };
}
