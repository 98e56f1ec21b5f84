import { resolvePattern, type Variables } from '../pattern';
import { PolicyError, type Statement } from '../policy';
import type { ContextValues } from '../request';
import { type Comparison, COMPARISONS, NEGATIONS } from './comparisons';

/** What a condition operator's name says, e.g. `ForAllValues:StringNotLikeIfExists`. */
interface Operator {
  readonly quantifier?: 'forallvalues' | 'foranyvalue';
  /** In lower case, without prefix and suffix. */
  readonly name: string;
  readonly ifExists: boolean;
}

/**
 * Whether all conditions of a statement hold: operators and keys AND, values of a key OR, of a negated operator NOR
 * (IAM User Guide, "Conditions with multiple context keys or values").
 * @param variables undefined where variables are plain text
 * @throws PolicyError if there is no such operator
 */
export function conditionsHold(
  { Condition }: Pick<Statement, 'Condition'>,
  context: ContextValues,
  variables: Variables | undefined,
): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      holds(parseOperator(operator), context.of(key), expected, variables),
    ),
  );
}

function parseOperator(text: string): Operator {
  const [, quantifier, name = '', suffix] =
    /^(?:(forallvalues|foranyvalue):)?(.+?)(ifexists)?$/.exec(text.toLowerCase()) ?? [];
  if (name !== 'null' && COMPARISONS[NEGATIONS[name] ?? name] === undefined) {
    throw new PolicyError(`not a policy: there is no condition operator ${text}`);
  }
  return { name, ifExists: suffix !== undefined, ...(quantifier && { quantifier }) } as Operator;
}

function holds(
  operator: Operator,
  found: readonly string[] | undefined,
  expected: readonly string[],
  variables: Variables | undefined,
): boolean {
  const { name, quantifier } = operator;
  if (name === 'null') return expected.some((value) => (value.toLowerCase() === 'true') === (found === undefined));
  if (found === undefined) return holdsWithoutKey(operator);
  const comparison = COMPARISONS[NEGATIONS[name] ?? name] as Comparison;
  const resolved = comparison.takesVariables ? expected.map((text) => resolvePattern(text, variables)) : expected;
  // What cannot be resolved makes the statement one that never applies.
  if (!resolved.every((value) => value !== undefined)) return false;
  const isNegated = name in NEGATIONS;
  const satisfies = (value: string): boolean =>
    resolved.some((pattern) => comparison.matches(value, pattern)) !== isNegated;
  const needsAll = quantifier === 'forallvalues' || (quantifier === undefined && isNegated);
  return needsAll ? found.every(satisfies) : found.some(satisfies);
}

/** IAM User Guide, "Condition operators", "...IfExists", and "Set operators for multivalued context keys". */
function holdsWithoutKey({ name, quantifier, ifExists }: Operator): boolean {
  if (ifExists || quantifier === 'forallvalues') return true;
  return quantifier === undefined && name in NEGATIONS;
}
