import type { Value } from '../plan/value';
import { conditionChanges, type ConditionChange, type Counterpart } from './condition-changes';
import { areAsLoose } from './conditions';
import { grantKey, newTerms } from './grant-keys';
import { readPolicy } from './read-policy';
import { ELEMENTS, type Grant, type PolicyStatement, type Term } from './statement';
import { elementCovers, grantsOf } from './terms';

/**
 * What a change of a policy permits and forbids. Statements are compared by what they permit, not by their order, Sid
 * and form. It is what the documents say: an `Allow` that a `Deny` or another policy overrules counts as well.
 */
export interface ComparedPolicies {
  readonly kind: 'compared';
  /** Allowed only now. */
  readonly granted: readonly Grant[];
  /** Allowed no more. */
  readonly revoked: readonly Grant[];
  /** Denied only now. */
  readonly denied: readonly Grant[];
  /** Denied no more. */
  readonly lifted: readonly Grant[];
  readonly conditions: readonly ConditionChange[];
  /** Principals that were allowed nothing before; each has one pattern, unless it is an exception. */
  readonly newPrincipals: readonly Term[];
  /** Whether anything is permitted that was not. */
  readonly isWider: boolean;
  /** Whether the documents permit and forbid the same. */
  readonly isSame: boolean;
}

/** Or why it is not known. */
export type PolicyChange =
  | ComparedPolicies
  | { readonly kind: 'unknown' | 'sensitive' | 'unreadable' | 'too large'; readonly side: 'before' | 'after' };

/**
 * Compares two policy documents.
 * @param before JSON text; null or undefined is a policy that says nothing
 */
export function policyChange(before: Value | undefined, after: Value | undefined): PolicyChange {
  const [old, updated] = [readPolicy(before), readPolicy(after)];
  if (updated.kind !== 'statements') return { kind: updated.kind, side: 'after' };
  if (old.kind !== 'statements') return { kind: old.kind, side: 'before' };
  return compareStatements(old.statements, updated.statements);
}

/** The same for statements that are read already. */
function compareStatements(before: readonly PolicyStatement[], after: readonly PolicyStatement[]): PolicyChange {
  const came = differenceOf(before, after);
  if (came === undefined) return { kind: 'too large', side: 'after' };
  const went = differenceOf(after, before);
  if (went === undefined) return { kind: 'too large', side: 'before' };
  const conditions = conditionChanges(came.conditional, went.conditional);
  const [granted, denied] = [came.missing.filter(isAllow), came.missing.filter((grant) => !isAllow(grant))];
  const [revoked, lifted] = [went.missing.filter(isAllow), went.missing.filter((grant) => !isAllow(grant))];
  return {
    kind: 'compared',
    ...{ granted, revoked, denied, lifted, conditions },
    newPrincipals: newTerms('principal', before.filter(isAllow), granted),
    isWider: granted.length + lifted.length > 0 || conditions.some(({ isWider }) => isWider),
    isSame: [granted, denied, revoked, lifted, conditions].every((list) => list.length === 0),
  };
}

function isAllow({ effect }: PolicyStatement): boolean {
  return effect === 'Allow';
}

/** What some statements say and others do not. */
interface OneWay {
  /** Not at all. */
  readonly missing: readonly Grant[];
  /** Under other conditions. */
  readonly conditional: readonly Counterpart[];
}

/** What `after` says and `before` does not; undefined if the policies are too large to compare. */
function differenceOf(before: readonly PolicyStatement[], after: readonly PolicyStatement[]): OneWay | undefined {
  const found = new Map<string, Grant>();
  try {
    for (const grant of after.filter((statement) => !before.some((one) => says(one, statement))).flatMap(grantsOf)) {
      if (!before.some((statement) => says(statement, grant))) found.set(grantKey(grant), grant);
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const pairs = [...found.values()].map((grant) => ({ grant, other: sameButConditions(grant, before) }));
  return {
    missing: pairs.flatMap(({ grant, other }) => (other === undefined ? [grant] : [])),
    conditional: pairs.flatMap(({ grant, other }) => (other === undefined ? [] : [{ grant, other }])),
  };
}

/** Whether a statement says all that another one says. */
function says(statement: PolicyStatement, other: PolicyStatement): boolean {
  return isAbout(statement, other) && areAsLoose(statement.conditions, other.conditions);
}

function isAbout(statement: PolicyStatement, other: PolicyStatement): boolean {
  const isSameEffect = statement.effect === other.effect;
  return isSameEffect && ELEMENTS.every((element) => elementCovers(element, statement[element], other[element]));
}

function sameButConditions(grant: Grant, statements: readonly PolicyStatement[]): PolicyStatement | undefined {
  const about = statements.filter((statement) => isAbout(statement, grant));
  return about.find(({ sid }) => sid === grant.sid) ?? about[0];
}
