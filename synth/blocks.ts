import type { Resolve } from './resolve';
import { mayHoldTokens } from './tokens';

/** Parts of a document that hold blocks by type and name: most of it. */
const BLOCK_KINDS = ['resource', 'data'] as const;

/** A stack's JSON, or what one element adds to it. */
export type Document = Record<string, unknown> & { [kind in (typeof BLOCK_KINDS)[number]]?: BlocksByType };
type BlocksByType = Record<string, Record<string, unknown>>;

/** Attributes of a block whose tokens are still to be resolved: they are when they are printed, without a copy. */
export class Unresolved {
  constructor(readonly attributes: unknown) {}
}

/**
 * Puts the resources and data sources of a fragment where cdktf would merge them.
 * @returns what remains to be resolved and merged; undefined if nothing does
 */
export function addBlocks(document: Document, fragment: Document): Document | undefined {
  const rest: Document = {};
  for (const [key, value] of Object.entries(fragment)) {
    if (value === undefined) continue;
    const kind = BLOCK_KINDS.find((candidate) => candidate === key);
    if (kind === undefined || !isFree(document[kind] ?? {}, value as BlocksByType)) rest[key] = value;
    else addAll((document[kind] ??= {}), value as BlocksByType);
  }
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** Whether no block has a name that is taken, or that is only known when tokens are resolved. */
function isFree(present: BlocksByType, added: BlocksByType): boolean {
  return Object.entries(added).every(
    ([type, blocks]) =>
      !mayHoldTokens(type) &&
      Object.keys(blocks).every((name) => !mayHoldTokens(name) && present[type]?.[name] === undefined),
  );
}

function addAll(present: BlocksByType, added: BlocksByType): void {
  for (const [type, blocks] of Object.entries(added)) {
    const ofType = (present[type] ??= {});
    for (const [name, attributes] of Object.entries(blocks)) ofType[name] = new Unresolved(attributes);
  }
}

/** Whether a document has resources or data sources. */
export function touchesBlocks(document: object): boolean {
  return BLOCK_KINDS.some((kind) => kind in document);
}

/** Resolves the blocks so far, so that others can be merged into them. */
export function resolveBlocks(document: Document, resolve: Resolve): void {
  for (const kind of BLOCK_KINDS) {
    for (const blocks of Object.values(document[kind] ?? {})) {
      for (const [name, block] of Object.entries(blocks)) {
        if (block instanceof Unresolved) blocks[name] = resolve(block.attributes);
      }
    }
  }
}
