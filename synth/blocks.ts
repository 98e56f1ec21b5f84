import type { Resolve } from './resolve';
import { mayHoldTokens } from './tokens';

/** Parts of a document that hold blocks by name: most of it. */
const NAMED_KINDS = ['output', 'variable', 'provider', 'locals', 'module'] as const;
/** Those that hold blocks by type and name. */
const TYPED_KINDS = ['resource', 'data'] as const;

type Blocks = Record<string, unknown>;

/** A stack's JSON, or what one element adds to it. */
export type Document = Record<string, unknown> & { [kind in (typeof NAMED_KINDS)[number]]?: Blocks } & {
  [kind in (typeof TYPED_KINDS)[number]]?: Record<string, Blocks>;
};

/** A block whose tokens are still to be resolved: they are when it is printed, without a copy. */
export class Unresolved {
  constructor(readonly attributes: unknown) {}
}

/**
 * Puts the blocks of a fragment where cdktf would merge them.
 * @returns what remains to be resolved and merged; undefined if nothing does
 */
export function addBlocks(document: Document, fragment: Document): Document | undefined {
  let rest: Document | undefined;
  for (const key of Object.keys(fragment)) {
    const value = fragment[key];
    if (value === undefined || addKind(document, key, value)) continue;
    rest ??= {};
    rest[key] = value;
  }
  return rest;
}

/** @returns whether the value was of a kind of blocks, and no block's name was taken */
function addKind(document: Document, key: string, value: unknown): boolean {
  const named = NAMED_KINDS.find((kind) => kind === key);
  if (named !== undefined) return add((document[named] ??= {}), value as Blocks);
  const typed = TYPED_KINDS.find((kind) => kind === key);
  if (typed === undefined) return false;
  const types = Object.entries(value as Record<string, Blocks>);
  const [only, ...others] = types;
  if (only === undefined || others.length > 0 || mayHoldTokens(only[0])) return false;
  return add(((document[typed] ??= {})[only[0]] ??= {}), only[1]);
}

/** Adds blocks if none has a name that is taken, or that is only known when tokens are resolved. */
function add(present: Blocks, added: Blocks): boolean {
  const names = Object.keys(added);
  if (!names.every((name) => present[name] === undefined && !mayHoldTokens(name))) return false;
  for (const name of names) present[name] = new Unresolved(added[name]);
  return true;
}

/** Whether a document has blocks. */
export function touchesBlocks(document: object): boolean {
  return [...NAMED_KINDS, ...TYPED_KINDS].some((kind) => kind in document);
}

/** Resolves the blocks so far, so that others can be merged into them. */
export function resolveBlocks(document: Document, resolve: Resolve): void {
  for (const kind of NAMED_KINDS) resolveAll(document[kind] ?? {}, resolve);
  for (const kind of TYPED_KINDS) {
    for (const blocks of Object.values(document[kind] ?? {})) resolveAll(blocks, resolve);
  }
}

function resolveAll(blocks: Blocks, resolve: Resolve): void {
  for (const [name, block] of Object.entries(blocks)) {
    if (block instanceof Unresolved) blocks[name] = resolve(block.attributes);
  }
}
