import { nearest } from '../../config/did-you-mean';
import { UserError } from '../errors';
import type { Stack } from './manifest';

/** A stack before it is synthesized. */
type Named = Pick<Stack, 'name'>;

/**
 * The stacks that at least one pattern matches, in deploy order.
 * @param patterns names of stacks, or globs such as `dev-*` (`*` any letters, `?` one)
 * @param others names that could have been given in place of a pattern. @default none
 * @throws UserError if a pattern matches nothing
 */
export function selectStacks<S extends Named>(
  stacks: readonly S[],
  patterns: readonly string[],
  others: readonly string[] = [],
): S[] {
  const matchers = patterns.map((pattern) => {
    const matches = matcherOf(pattern);
    if (!stacks.some(({ name }) => matches(name))) throw noSuchStack(stacks, pattern, others);
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

function noSuchStack(stacks: readonly Named[], pattern: string, others: readonly string[]): UserError {
  const names = stacks.map(({ name }) => name);
  const meant = nearest(pattern, [...others, ...names]);
  return new UserError(
    `No stack matches "${pattern}".${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    [
      `The stacks are: ${names.join(', ')}`,
      ...(others.length > 0 ? [`The environments and services are: ${others.join(', ')}`] : []),
    ].join('\n'),
  );
}
