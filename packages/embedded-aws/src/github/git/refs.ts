/** Stands for a ref that does not exist, before its creation or after its deletion. */
export const NO_COMMIT = '0'.repeat(40);

/** What a push did to one ref. */
export interface RefUpdate {
  /** Full name, e.g. `refs/heads/main`. */
  readonly ref: string;
  /** What it pointed to; {@link NO_COMMIT} if it was created. */
  readonly before: string;
  /** What it points to; {@link NO_COMMIT} if it was deleted. */
  readonly after: string;
  /** What all refs pointed to, each once, before the push. */
  readonly known: readonly string[];
}

/** The refs that differ, by name. */
export function refUpdates(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): RefUpdate[] {
  const known = [...new Set(before.values())];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((ref) => ({ ref, before: before.get(ref) ?? NO_COMMIT, after: after.get(ref) ?? NO_COMMIT, known }))
    .filter((update) => update.before !== update.after);
}

/** What git refuses in names of refs ("git check-ref-format", Git documentation), and would take for expressions. */
const NO_REF_NAME = /[\s~^:?*[\\]|\.\.|@\{|^-/;

/** What a name may mean, first what it means if several exist: a branch, a tag, a ref, HEAD, a commit's id. */
export function candidates(name: string): string[] {
  if (name === '' || NO_REF_NAME.test(name)) return [];
  const isId = name === 'HEAD' || /^[0-9a-f]{7,40}$/.test(name);
  const refs = [`refs/heads/${name}`, `refs/tags/${name}`, name.startsWith('refs/') ? name : `refs/${name}`];
  return isId ? [...refs, name] : refs;
}
