import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { COMMENT_MARKER, type CommentOptions } from '../report/comment/options';
import { renderHtml } from '../report/html/render-html';
import { renderComment } from '../report/comment/render-comment';
import { reviewJson } from '../report/json/review-json';
import type { Review } from '../report/review';

/** How a review is written down: how its comment is rendered. */
export type WriteReviewOptions = Omit<CommentOptions, 'most'>;

/** Writes what people and programs read of a review: `comment.md`, `report.html` and `review.json`. */
export async function writeReview(folder: string, review: Review, options: WriteReviewOptions = {}): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, COMMENT), renderComment(review, options));
  await writeFile(path.join(folder, REPORT), renderHtml(review));
  await writeFile(path.join(folder, JSON_FILE), reviewJson(review));
}

/**
 * Writes the comment about a review that failed, and removes the report of an earlier review.
 * @param marker first line of the comment, see `CommentOptions`
 */
export async function writeFailure(folder: string, reason: string, marker = COMMENT_MARKER): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = withoutTrace(reason).replaceAll(FENCE, '').slice(0, MOST_CHARACTERS);
  const lines = [marker, '## The review failed', '', FENCE, text, FENCE, '', 'The log of the run says more.', ''];
  await writeFile(path.join(folder, COMMENT), lines.join('\n'));
  for (const former of [REPORT, JSON_FILE]) await rm(path.join(folder, former), { force: true });
}

const COMMENT = 'comment.md';
const REPORT = 'report.html';
const JSON_FILE = 'review.json';

const FENCE = '~'.repeat(8);

/** The position in our code does not help the readers of the comment. */
function withoutTrace(text: string): string {
  return text.replaceAll(/\n {4}at .*/g, '');
}

/** Of the reason of a failure: far less than GitHub's limit of a comment. */
const MOST_CHARACTERS = 10_000;
