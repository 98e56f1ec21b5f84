import type { Review } from '../review';
import { withFindings } from '../text/order';
import { bytesOf } from '../text/visible';
import { costPiece } from './cost';
import { followingFold } from './following';
import { head } from './head';
import { leftOutNote, mostOfNote } from './left-out';
import { COMMENT_MARKER, type CommentOptions } from './options';
import { fit, type Piece } from './pieces';
import { stackFold } from './stack';
import { table } from './table';

/** GitHub's limit is 65,536 characters; the rest is for what a workflow may add. */
const MOST_BYTES = 65_000;

/**
 * The one comment that a pull request gets, in GitHub's Markdown. It never has more than `most` bytes: what is too much
 * is left out, the least important first (see `importance.ts`), and a note says what. The verdict, the reasons, the
 * sums of the table and the total cost are always there.
 * @throws RangeError if `most` is too small for those, or `reportUrl` is no web address
 */
export function renderComment(review: Review, options: CommentOptions = {}): string {
  const { marker = COMMENT_MARKER, most = MOST_BYTES } = options;
  const top = `${marker}\n${head(review, options)}\n\n`;
  const room = most - bytesOf(top) - mostOfNote(options);
  const { text, leftOut } = fit(piecesOf(review), room);
  if (leftOut.some(({ importance }) => importance === 'always')) {
    throw new RangeError(`most: ${most} bytes are too few for the verdict, the reasons and the sums of a comment`);
  }
  return `${`${top}${text}${leftOutNote(leftOut, options)}`.trimEnd()}\n`;
}

function piecesOf(review: Review): readonly Piece[] {
  const stacks = withFindings(review.stacks, review.findings);
  return [
    ...(stacks.length === 0 ? [] : [table(stacks)]),
    ...(review.cost === undefined ? [] : [costPiece(review.cost)]),
    ...stacks.flatMap(stackFold),
    ...followingFold(review.following),
  ];
}
