import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { COMMENT_MARKER } from '../report/comment/options';
import { renderHtml } from '../report/html/render-html';
import { renderComment } from '../report/comment/render-comment';
import { reviewJson } from '../report/json/review-json';
import type { Review } from '../report/review';

/** Label of a pull request that accepts a dangerous change. */
export const ACCEPTING_LABEL = 'accept-dangerous';

/** How a review is written down. */
export interface WriteReviewOptions {
  /** Address under which the full report will be. @default - the comment links to none */
  readonly reportUrl?: string;
}

/** Writes what people and programs read of a review: `comment.md`, `report.html` and `review.json`. */
export async function writeReview(folder: string, review: Review, { reportUrl }: WriteReviewOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  const comment = renderComment(review, {
    acceptingLabel: ACCEPTING_LABEL,
    ...(reportUrl !== undefined && { reportUrl }),
  });
  await writeFile(path.join(folder, COMMENT), comment);
  await writeFile(path.join(folder, REPORT), renderHtml(review));
  await writeFile(path.join(folder, JSON_FILE), reviewJson(review));
}

/** Writes the comment of a review that did not come about, and nothing else: what was there told of another change. */
export async function writeFailure(folder: string, reason: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = withoutTrace(reason).replaceAll(FENCE, '').slice(0, MOST_CHARACTERS);
  const lines = [
    COMMENT_MARKER,
    '## The review failed',
    '',
    FENCE,
    text,
    FENCE,
    '',
    'The log of the run says more.',
    '',
  ];
  await writeFile(path.join(folder, COMMENT), lines.join('\n'));
  for (const former of [REPORT, JSON_FILE]) await rm(path.join(folder, former), { force: true });
}

const COMMENT = 'comment.md';
const REPORT = 'report.html';
const JSON_FILE = 'review.json';

const FENCE = '~'.repeat(8);

/** Where in our code it happened is of no use to who reads the comment. */
function withoutTrace(text: string): string {
  return text.replaceAll(/\n {4}at .*/g, '');
}

/** Of the reason of a failure: far less than GitHub's limit of a comment. */
const MOST_CHARACTERS = 10_000;
