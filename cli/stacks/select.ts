import { closest, distance } from 'fastest-levenshtein';
import { UserError } from '../errors';
import type { Stack } from './manifest';

/** How many letters a mistyped name may be away from the one that is suggested. */
const MAX_DISTANCE = 4;

/** A stack before it is synthesized. */
type Named = Pick<Stack, 'name'>;

/**
 * The stacks that at least one pattern matches, in deploy order.
 * @param patterns names of stacks, or globs such as `dev-*` (`*` any letters, `?` one)
 * @throws UserError if a pattern matches nothing
 */
export function selectStacks<S extends Named>(stacks: readonly S[], patterns: readonly string[]): S[] {
  const matchers = patterns.map((pattern) => {
    const matches = matcherOf(pattern);
    if (!stacks.some(({ name }) => matches(name))) throw noSuchStack(stacks, pattern);
    return matches;
  });
  return stacks.filter(({ name }) => matchers.some((matches) => matches(name)));
}

/** The stacks and everything they depend on, in deploy order. */
export function withDependencies(stacks: readonly Stack[], selected: readonly Stack[]): Stack[] {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    for (const dependency of stacks.find((stack) => stack.name === name)?.dependencies ?? []) add(dependency);
  };
  for (const { name } of selected) add(name);
  return stacks.filter(({ name }) => names.has(name));
}

/** The stacks that depend on the selected ones without being selected, in deploy order. */
export function missingDependents(stacks: readonly Stack[], selected: readonly Stack[]): Stack[] {
  const chosen = new Set(selected.map(({ name }) => name));
  return stacks.filter(
    (stack) => !chosen.has(stack.name) && withDependencies(stacks, [stack]).some(({ name }) => chosen.has(name)),
  );
}

function matcherOf(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`);
  return (name) => expression.test(name);
}

function noSuchStack(stacks: readonly Named[], pattern: string): UserError {
  const names = stacks.map(({ name }) => name);
  const nearest = names.length === 0 ? undefined : closest(pattern, names);
  const suggestion =
    nearest !== undefined && distance(pattern, nearest) <= MAX_DISTANCE ? ` Did you mean ${nearest}?` : '';
  return new UserError(`No stack matches "${pattern}".${suggestion}`, `The stacks are: ${names.join(', ')}`);
}
