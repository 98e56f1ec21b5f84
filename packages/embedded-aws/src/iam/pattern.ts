/** Stand-ins for `*` and `?` in a resolved pattern, so that those in the value of a variable stay plain characters. */
const ANY = '\uE000';
const ONE = '\uE001';

/** A pattern whose variables are filled in; wildcards are marked. Made by {@link resolvePattern}. */
export type Pattern = string;

/** Finds the value of a condition key. */
export type Variables = (key: string) => string | undefined;

/** `${key}` or `${key, 'default'}`, without the braces. */
const VARIABLE = /^\s*([^,\s]+?)\s*(?:,\s*'([^']*)'\s*)?$/;

/**
 * Fills in policy variables (IAM User Guide, "IAM policy elements: Variables and tags").
 * @param variables undefined where variables are plain text: version 2008-10-17
 * @returns undefined if a variable has neither a value nor a default
 */
export function resolvePattern(text: string, variables?: Variables): Pattern | undefined {
  if (variables === undefined) return markWildcards(text);
  const parts = text.split(/\$\{([^}]*)\}/);
  const resolved = parts.map((part, index) => (index % 2 === 0 ? markWildcards(part) : resolve(part, variables)));
  return resolved.includes(undefined) ? undefined : resolved.join('');
}

function resolve(variable: string, variables: Variables): string | undefined {
  if (['*', '?', '$'].includes(variable)) return variable;
  const [, key = '', fallback] = VARIABLE.exec(variable) ?? [];
  return variables(key) ?? fallback;
}

function markWildcards(text: string): Pattern {
  return text.replaceAll('*', ANY).replaceAll('?', ONE);
}

/** The pattern as plain text, for operators that know no wildcards. */
export function literalOf(pattern: Pattern): string {
  return pattern.replaceAll(ANY, '*').replaceAll(ONE, '?');
}

/** @param flags `i` if case does not matter */
export function matchesText(pattern: Pattern, text: string, flags = ''): boolean {
  const source = pattern
    .replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
    .replaceAll(ANY, '[^]*')
    .replaceAll(ONE, '[^]');
  return new RegExp(`^${source}$`, flags).test(text);
}

/** Segments of an ARN; the last, the resource, may have colons. */
const ARN_SEGMENTS = 6;

/**
 * Compares ARNs segment by segment, so that a wildcard does not reach into the next one. A pattern of fewer segments
 * can match if its last character is `*`, which expands beyond colons (IAM User Guide, "IAM JSON policy elements:
 * Resource").
 */
export function matchesArn(pattern: Pattern, arn: string): boolean {
  const expected = splitArn(pattern, ARN_SEGMENTS);
  const found = splitArn(arn, expected.length);
  return expected.length === found.length && expected.every((part, index) => matchesText(part, found[index] ?? ''));
}

function splitArn(text: string, count: number): string[] {
  const parts = text.split(':');
  return parts.length <= count ? parts : [...parts.slice(0, count - 1), parts.slice(count - 1).join(':')];
}
