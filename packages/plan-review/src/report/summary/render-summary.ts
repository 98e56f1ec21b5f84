import type { CostDifference } from '../../cost/cost';
import type { Finding } from '../../findings/finding';
import type { FollowingStack, Review, StackReview } from '../review';
import { costSource, dollarDifference } from '../text/money';
import { moreFindings, reasonsOf } from '../text/order';
import { tallyWords } from '../text/tally';
import { shortened, visible } from '../text/visible';
import { CATEGORY_WORDS, counted, SEVERITIES, VERDICTS } from '../text/words';
import { wrapped } from '../text/wrap';

/** How a review is summed up. */
export interface SummaryOptions {
  /**
   * What the reader can do now, a line each, e.g. `The whole review: .rehearsal/review/report.html`. Never wrapped:
   * a path in two lines cannot be copied.
   * @default - the summary ends with what follows
   */
  readonly next?: readonly string[];
}

/** How many reasons are shown; the report has all of them. */
const MOST_REASONS = 8;

/** Most characters of a name and of a sentence that others wrote. */
const NAME = 60;
const SENTENCE = 300;

/**
 * What a terminal shows of a review, in lines of at most 80 characters: the verdict, its reasons, a line per stack,
 * the cost, and the stacks that may change later. Without an end of line.
 */
export function renderSummary(review: Review, { next = [] }: SummaryOptions = {}): string {
  const { cost } = review;
  const parts = [
    verdict(review),
    reasons(review.findings),
    stacks(review),
    cost === undefined ? [] : costLines(cost),
    following(review.following),
    next,
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function verdict({ verdict }: Review): readonly string[] {
  const { title, meaning } = VERDICTS[verdict];
  return wrapped(`${title}: ${meaning}`);
}

function reasons(findings: readonly Finding[]): readonly string[] {
  const all = reasonsOf(findings);
  const hidden = all.slice(MOST_REASONS);
  return [
    ...all.slice(0, MOST_REASONS).flatMap(reason),
    ...(hidden.length > 0 ? [`and ${moreFindings(hidden)}, in the report`] : []),
  ];
}

function reason({ severity, category, stack, title }: Finding): readonly string[] {
  const kind = `${SEVERITIES[severity].title}, ${CATEGORY_WORDS[category]}`;
  return wrapped(`${kind}: ${line(title, SENTENCE)} (${line(stack, NAME)})`);
}

function stacks({ stacks, unchangedStackCount }: Review): readonly string[] {
  const unchanged = counted(unchangedStackCount, 'other stack');
  return [
    ...stacks.flatMap((stack) => wrapped(`${line(stack.stack, NAME)}: ${numbers(stack)}`)),
    ...(unchangedStackCount > 0 ? [`${unchanged} the same, not planned`] : []),
  ];
}

function numbers(stack: StackReview): string {
  return stack.outcome.kind === 'failed' ? 'could not be planned' : tallyWords(stack);
}

function costLines(cost: CostDifference): readonly string[] {
  const difference = `Cost: ${dollarDifference(cost.differenceUsd)} USD a month, without what is paid by use.`;
  return wrapped(`${difference} ${line(costSource(cost), SENTENCE)}.`);
}

function following(following: readonly FollowingStack[]): readonly string[] {
  if (following.length === 0) return [];
  return [
    `${counted(following.length, 'more stack')} may change and could not be planned yet:`,
    ...following.flatMap(({ stack, reason }) => wrapped(`${line(stack, NAME)}: ${line(reason, SENTENCE)}`, 2)),
  ];
}

/** What others wrote, on one line and without what moves a cursor. */
function line(text: string, most: number): string {
  return shortened(visible(text), most);
}
