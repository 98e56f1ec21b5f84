import { bytesOf } from '../text/visible';
import { rankOf, type Importance } from './importance';

/** A part of the comment that is shown whole or left out. */
export interface Piece {
  readonly importance: Importance;
  readonly open: string;
  /** Shown between `open` and `close`; only if this piece is. @default - none */
  readonly children?: readonly Piece[];
  readonly close?: string;
  /**
   * Says in place of those of `children` that are left out what they are; at its longest if all are.
   * @default - the note on the whole comment says enough
   */
  readonly instead?: (leftOut: readonly Piece[]) => string;
}

/** What became of pieces. */
export interface Fitted {
  readonly text: string;
  /** Those left out, with everything inside them. */
  readonly leftOut: readonly Piece[];
}

/**
 * Takes as many of the pieces as fit, the most important first and, of equally important ones, the first; what does
 * not fit is skipped, so something large leaves room for the small.
 * @param most bytes
 */
export function fit(pieces: readonly Piece[], most: number): Fitted {
  const whole = written(pieces, () => true);
  if (bytesOf(whole) <= most) return { text: whole, leftOut: [] };
  const entries = pieces.flatMap((piece) => entriesOf(piece, undefined));
  const taken = new Set<Piece>();
  let left = most;
  for (const { piece, parent } of entries.toSorted((one, other) => one.rank - other.rank)) {
    if (parent !== undefined && !taken.has(parent)) continue;
    const size = sizeOf(piece);
    if (size > left) continue;
    left -= size;
    taken.add(piece);
  }
  return {
    text: written(pieces, (piece) => taken.has(piece)),
    leftOut: entries.filter(({ piece }) => !taken.has(piece)).map(({ piece }) => piece),
  };
}

interface Entry {
  readonly piece: Piece;
  readonly parent: Piece | undefined;
  /** Lower is more important. */
  readonly rank: number;
}

/** The piece and those inside it. One that holds something important is as important: without it, that has no place. */
function entriesOf(piece: Piece, parent: Piece | undefined): Entry[] {
  const inside = (piece.children ?? []).flatMap((child) => entriesOf(child, piece));
  const rank = Math.min(rankOf(piece.importance), ...inside.map((entry) => entry.rank));
  return [{ piece, parent, rank }, ...inside];
}

/** What a piece takes without its children: room to say that they are left out included. */
function sizeOf({ open, close, children, instead }: Piece): number {
  return bytesOf(open) + bytesOf(close ?? '') + bytesOf(instead?.(children ?? []) ?? '');
}

function written(pieces: readonly Piece[], isTaken: (piece: Piece) => boolean): string {
  return pieces
    .filter(isTaken)
    .map(({ open, children = [], close = '', instead }) => {
      const leftOut = children.filter((child) => !isTaken(child));
      const said = leftOut.length > 0 ? (instead?.(leftOut) ?? '') : '';
      return `${open}${written(children, isTaken)}${said}${close}`;
    })
    .join('');
}
