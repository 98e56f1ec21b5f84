import { conditionsKey } from './grant-keys';
import { groupBy } from './group-by';
import { ELEMENTS, type ElementName, type Grant, type PolicyStatement, type Term } from './statement';

/**
 * Puts grants together again: those that differ in their actions only, then in their resources, then in their
 * principals become one statement each.
 */
export function groupGrants(grants: readonly Grant[]): readonly PolicyStatement[] {
  return ELEMENTS.reduce<readonly PolicyStatement[]>(mergeBy, grants);
}

function mergeBy(statements: readonly PolicyStatement[], element: ElementName): readonly PolicyStatement[] {
  const groups = groupBy(statements, (statement) => keyBut(element, statement));
  return [...groups.values()].map((group) => merge(group, element));
}

/** Equal for what differs in one element only; exceptions are not put together with anything. */
function keyBut(element: ElementName, statement: PolicyStatement): string {
  const others = ELEMENTS.filter((name) => name !== element).map((name) => statement[name] ?? null);
  const own = statement[element];
  const apart = own === undefined || own.isExcept ? (own ?? null) : 'any';
  return JSON.stringify([statement.effect, statement.sid, conditionsKey(statement.conditions), others, apart]);
}

function merge(group: readonly PolicyStatement[], element: ElementName): PolicyStatement {
  const [first] = group;
  if (first === undefined) throw new Error('a group without statements');
  const terms = group.map((statement) => statement[element]).filter((term): term is Term => term !== undefined);
  if (terms.length < 2) return first;
  const patterns = [...new Set(terms.flatMap((term) => term.patterns))];
  return { ...first, [element]: { isExcept: terms[0]?.isExcept ?? false, patterns } };
}
