import { grammar } from '../grammar';

/** The name of a repository that is given with its owner or its address. @returns undefined if it is none of that */
export function withoutOwner(found: unknown): string | undefined {
  if (typeof found !== 'string') return undefined;
  const name = found.replace(/(\.git)?\/*$/, '').replace(/^.*[/:]/, '');
  return name !== found && grammar.repository.test(name) ? name : undefined;
}

/** The fix for such a repository. @returns undefined if it is none */
export function onlyTheName(found: unknown): string | undefined {
  const name = withoutOwner(found);
  return name === undefined ? undefined : `give only the name, repository: "${name}"; the owner is github.owner`;
}
