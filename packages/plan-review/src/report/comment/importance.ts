/**
 * The kinds of pieces of a comment, the most important first, each with its name for one and for many. What is too
 * much for a comment is left out from the end of this list. The verdict and the reasons are no pieces: they are always
 * there.
 */
const KINDS = [
  /** The table and the cost; what is inside them is not. */
  ['always', '', ''],
  ['row of a risky stack', 'row of the table', 'rows of the table'],
  ['failure', 'message of Terraform', 'messages of Terraform'],
  ['dangerous finding', 'finding', 'findings'],
  ['attention finding', 'finding', 'findings'],
  ['placeholder', 'placeholder value', 'placeholder values'],
  ['row of a stack', 'row of the table', 'rows of the table'],
  ['risky resource', 'replaced or destroyed resource', 'replaced or destroyed resources'],
  [
    'difference of a risky resource',
    'difference of a replaced or destroyed resource',
    'differences of replaced or destroyed resources',
  ],
  ['cost', 'item of the cost', 'items of the cost'],
  ['following stack', 'following stack', 'following stacks'],
  ['changed resource', 'changed resource', 'changed resources'],
  ['difference of a changed resource', 'difference of a changed resource', 'differences of changed resources'],
  ['note', 'note', 'notes'],
  ['output', 'output', 'outputs'],
  ['created resource', 'created resource', 'created resources'],
  ['difference of a created resource', 'difference of a created resource', 'differences of created resources'],
  /** Holds pieces, and is as important as the most important of them. */
  ['frame', '', ''],
] as const;

/** What kind of piece. */
export type Importance = (typeof KINDS)[number][0];

/** Lower is more important. */
export function rankOf(importance: Importance): number {
  return KINDS.findIndex(([kind]) => kind === importance);
}

/** How one and how many pieces of a kind are called; undefined if it only holds others. */
export function nameOf(importance: Importance): { readonly one: string; readonly many: string } | undefined {
  const [, one, many] = KINDS[rankOf(importance)] ?? ['', '', ''];
  return one === '' ? undefined : { one, many };
}
