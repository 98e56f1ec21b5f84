import { covers, coversArn, overlaps } from './glob';
import type { ElementName, Grant, PolicyStatement, Term } from './statement';

/** How patterns of an element are compared. A principal knows no wildcard but `*` alone. */
const RULES: Readonly<Record<ElementName, { covers: Comparison; overlaps: Comparison }>> = {
  action: {
    covers: (pattern, other) => covers(pattern.toLowerCase(), other.toLowerCase()),
    overlaps: (pattern, other) => overlaps(pattern.toLowerCase(), other.toLowerCase()),
  },
  resource: { covers: coversArn, overlaps },
  principal: {
    covers: (pattern, other) => pattern === '*' || pattern === other,
    overlaps: (pattern, other) => pattern === '*' || other === '*' || pattern === other,
  },
};

type Comparison = (pattern: string, other: string) => boolean;

/**
 * Whether one of the terms of an element covers all of another term. An element that is missing covers only one that is
 * missing, too. `true` is always right; where several patterns cover one only together, the result is `false`.
 */
export function elementCovers(element: ElementName, term: Term | undefined, other: Term | undefined): boolean {
  if (term === undefined || other === undefined) return term === other;
  const known = memo.get(term) ?? new WeakMap<Term, boolean>();
  memo.set(term, known);
  const answer = known.get(other) ?? termCovers(element, term, other);
  known.set(other, answer);
  return answer;
}

/** Grants of one statement share their terms: without this, a policy of 20 kB can take many seconds. */
const memo = new WeakMap<Term, WeakMap<Term, boolean>>();

function termCovers(element: ElementName, term: Term, other: Term): boolean {
  const rule = RULES[element];
  if (!term.isExcept && !other.isExcept) {
    return other.patterns.every((one) => term.patterns.some((pattern) => rule.covers(pattern, one)));
  }
  if (!term.isExcept) return term.patterns.includes('*');
  if (!other.isExcept) return !other.patterns.some((one) => term.patterns.some((out) => rule.overlaps(out, one)));
  return term.patterns.every((out) => other.patterns.some((pattern) => rule.covers(pattern, out)));
}

/** More than any policy that AWS takes says; what says more is not taken apart. */
const MOST_GRANTS = 20_000;

/**
 * Takes a statement apart.
 * @throws RangeError if that makes more than 20,000 pieces
 */
export function grantsOf(statement: PolicyStatement): readonly Grant[] {
  const [actions, resources, principals] = [
    piecesOf(statement.action),
    optionalPieces(statement.resource),
    optionalPieces(statement.principal),
  ];
  const pieces = actions.length * resources.length * principals.length;
  if (pieces > MOST_GRANTS) throw new RangeError(`a statement says ${pieces} things`);
  return actions.flatMap((action) =>
    resources.flatMap((resource) =>
      principals.map((principal) => ({
        ...statement,
        action,
        ...(resource && { resource }),
        ...(principal && { principal }),
      })),
    ),
  );
}

function optionalPieces(term: Term | undefined): readonly (Term | undefined)[] {
  return term === undefined ? [undefined] : piecesOf(term);
}

function piecesOf(term: Term): readonly Term[] {
  return term.isExcept ? [term] : term.patterns.map((pattern) => ({ isExcept: false, patterns: [pattern] }));
}
