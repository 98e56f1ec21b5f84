import { elementCovers } from './terms';
import type { Condition, ElementName, Grant, PolicyStatement, Term } from './statement';

/** Equal for grants of the same action, resource and principal, under any conditions. */
export function subjectKey({ effect, action, resource, principal }: Grant): string {
  const actions = action.patterns.map((pattern) => pattern.toLowerCase()).toSorted();
  return JSON.stringify([effect, action.isExcept, actions, keyOf(resource), keyOf(principal)]);
}

/** Equal for grants that say the same. */
export function grantKey(grant: Grant): string {
  return JSON.stringify([subjectKey(grant), conditionsKey(grant.conditions)]);
}

/** Equal for conditions that were written in another order. */
export function conditionsKey(conditions: readonly Condition[]): string {
  return JSON.stringify(
    conditions.map(({ operator, key, values }) => JSON.stringify([operator, key, values.toSorted()])).toSorted(),
  );
}

function keyOf(term: Term | undefined): unknown {
  return term && [term.isExcept, term.patterns.toSorted()];
}

/** The terms of an element in some grants that no statement had, each once. */
export function newTerms(
  element: ElementName,
  statements: readonly PolicyStatement[],
  grants: readonly Grant[],
): readonly Term[] {
  const terms = new Map(grants.map((grant) => [JSON.stringify(keyOf(grant[element])), grant[element]]));
  return [...terms.values()].filter(
    (term): term is Term =>
      term !== undefined && !statements.some((statement) => elementCovers(element, statement[element], term)),
  );
}
