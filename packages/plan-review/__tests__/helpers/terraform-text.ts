/** How many resources Terraform says it will import, add, change and destroy. */
export interface SpokenCounts {
  readonly import: number;
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  /** Only OpenTofu says this. */
  readonly forget: number;
}

/** Reads the summary of `terraform show -no-color <plan file>`, e.g. `Plan: 1 to import, 2 to add, ...`; zeros if it has none. */
export function spokenCounts(text: string): SpokenCounts {
  const summary = /^Plan: (.*)\.$/m.exec(text)?.[1] ?? '';
  const count = (verb: string): number => Number(new RegExp(`(\\d+) to ${verb}`).exec(summary)?.[1] ?? 0);
  return {
    import: count('import'),
    add: count('add'),
    change: count('change'),
    destroy: count('destroy'),
    forget: count('forget'),
  };
}

/** How Terraform says what happens to a resource, in any version. */
const SAYINGS: readonly (readonly [RegExp, string])[] = [
  [/^will be created/, 'create'],
  [/^will be updated/, 'update'],
  [/^will be destroyed/, 'delete'],
  [/^(must be replaced|is tainted, so (it )?must be replaced|will be replaced)/, 'replace'],
  [/^will be read/, 'read'],
  [/^will be imported/, 'no-op'],
  [/^will be removed/, 'forget'],
];

/**
 * Reads what Terraform says of each resource below "will perform the following actions", sorted, e.g.
 * `aws_lb.main replace`; a deposed object with its key, as in `aws_lb.main 1a2b3c4d delete`.
 */
export function spokenChanges(text: string): readonly string[] {
  const actions = text.slice(text.indexOf('the following actions'));
  return [...actions.matchAll(/^ {2}# ([^\s(]*\.\S.*)$/gm)].map(([, line = '']) => spokenChange(line)).sort();
}

function spokenChange(line: string): string {
  const [, movedTo] = / has moved to (.+)$/.exec(line) ?? [];
  if (movedTo !== undefined) return `${movedTo} no-op`;
  const [, address = '', deposed = '', saying = ''] =
    /^(\S+)(?: \(deposed object (\w+)\))? ((?:will|must|is tainted).*)$/.exec(line) ?? [];
  const action = SAYINGS.find(([pattern]) => pattern.test(saying))?.[1] ?? `?? ${line}`;
  return [address, deposed, action].filter((part) => part !== '').join(' ');
}
