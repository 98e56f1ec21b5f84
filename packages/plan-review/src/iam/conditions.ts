import { covers } from './glob';
import type { Condition } from './statement';

/** Operators whose values are alternatives; the others hold if none of their values matches. */
const NEGATED = /^(ForA(ny|ll)Values:)?(StringNot|ArnNot|NumericNot|DateNot|NotIp)/i;

/** Operators whose values have wildcards. */
const WITH_WILDCARDS = /^(ForA(ny|ll)Values:)?(StringLike|Arn(Like|Equals)|StringNotLike|ArnNot(Like|Equals))/i;

/**
 * Whether conditions hold whenever others do: each of them is among the others, there with as few values or fewer.
 * `true` is always right, since operators are compared only with themselves (and with their `IfExists`).
 */
export function areAsLoose(conditions: readonly Condition[], others: readonly Condition[]): boolean {
  return conditions.every((condition) => others.some((other) => isAsLoose(condition, other)));
}

function isAsLoose(condition: Condition, other: Condition): boolean {
  const [operator, otherOperator] = [condition.operator.toLowerCase(), other.operator.toLowerCase()];
  if (condition.key.toLowerCase() !== other.key.toLowerCase()) return false;
  if (operator !== otherOperator && operator !== `${otherOperator}ifexists`) return false;
  const [wide, narrow] = NEGATED.test(operator) ? [other, condition] : [condition, other];
  return narrow.values.every((value) => wide.values.some((one) => valueCovers(operator, one, value)));
}

function valueCovers(operator: string, one: string, value: string): boolean {
  return one === value || (WITH_WILDCARDS.test(operator) && covers(one, value));
}
