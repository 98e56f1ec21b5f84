import { changedPolicies, type ChangedPolicy } from '../../iam/changed-policies';
import type { ConditionChange } from '../../iam/condition-changes';
import { conditionsText, statementText } from '../../iam/grants';
import { groupBy } from '../../iam/group-by';
import { groupGrants } from '../../iam/group-grants';
import type { PolicyAttribute } from '../../iam/policy-attributes';
import type { ComparedPolicies } from '../../iam/policy-change';
import type { Grant, PolicyStatement } from '../../iam/statement';
import { compareValues } from '../compare-values';
import type { Differ } from '../differ';
import type { Difference, DifferenceLine } from '../difference';
import { difference, line, valueLines } from '../lines';

/** Explains changes of policies by what they permit and deny. */
export function policyDiffer({ path }: PolicyAttribute): Differ {
  return {
    attributes: [path[0]],
    tellsOfDestruction: true,
    differencesOf: (before, after, { type }) =>
      changedPolicies({ type, before, after })
        .filter(({ name }) => name === path[0] || name.startsWith(`${path[0]} `))
        .flatMap(policyDifference),
  };
}

/** A text that is no policy, or too large a policy, is compared as JSON. */
function policyDifference({ name, change, before, after }: ChangedPolicy): readonly Difference[] {
  if (change.kind === 'unreadable' || change.kind === 'too large') return [];
  if (change.kind !== 'compared') return difference(name, valueLines('document', before, after));
  if (!change.isSame) return difference(name, comparedLines(change));
  const same = line('context', 'permits and forbids the same, only written differently');
  return difference(name, [same, ...compareValues('document', before, after)]);
}

function comparedLines(change: ComparedPolicies): readonly DifferenceLine[] {
  return [
    ...grantLines('added', [...change.granted, ...change.denied]),
    ...grantLines('removed', [...change.revoked, ...change.lifted]),
    ...conditionLines(change.conditions),
  ];
}

function grantLines(kind: 'added' | 'removed', grants: readonly Grant[]): readonly DifferenceLine[] {
  return groupGrants(grants).map((statement) => line(kind, `${statementText(statement)}${sidOf(statement)}`));
}

function sidOf({ sid }: PolicyStatement): string {
  return sid === undefined ? '' : ` (${sid})`;
}

/** Statements whose conditions change in the same way are combined, too. */
function conditionLines(changes: readonly ConditionChange[]): readonly DifferenceLine[] {
  const groups = groupBy(changes, ({ before, after }) => `${conditionsText(before)} → ${conditionsText(after)}`);
  return [...groups].flatMap(([text, group]) =>
    groupGrants(group.map(({ grant }) => grant)).map((statement) =>
      line('changed', `${statementText({ ...statement, conditions: [] })}: ${text}${sidOf(statement)}`),
    ),
  );
}
