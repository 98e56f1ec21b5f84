import type { Finding } from 'plan-review/findings/finding';
import { reviewOf } from 'plan-review/review-of';
import type { Review } from 'plan-review/report/review';
import type { Refusal } from './refusal';

/** Stands for the folder as a whole. */
const FOLDER = 'the synthesized files';

/** Findings of one stack that a review shows: one is enough to refuse it, and a change may hold thousands. */
const MOST_SHOWN = 20;

/** What a review is of. */
export type Reviewed = Pick<Review, 'base' | 'head'> & { readonly region: string };

/** The review of a change that was not planned, since planning it might do more than read. */
export function refusedReview(refusals: readonly Refusal[], reviewed: Reviewed): Review {
  const stacks = [...new Set(refusals.map(({ stack = FOLDER }) => stack))];
  return reviewOf({
    stacks: stacks.map((stack) => ({
      stack,
      result: { kind: 'failed', message: 'It was not given to Terraform: see the findings.' },
      placeholders: [],
    })),
    findings: stacks.flatMap((name) =>
      findingsOf(
        name,
        refusals.filter(({ stack = FOLDER }) => stack === name),
      ),
    ),
    unchangedStackCount: 0,
    following: [],
    ...reviewed,
  });
}

function findingsOf(stack: string, refusals: readonly Refusal[]): Finding[] {
  const rest = refusals.length - MOST_SHOWN;
  const more = rest > 0 ? [{ path: 'other places', found: `${rest} more of the kind`, allowed: 'none' }] : [];
  return [...refusals.slice(0, MOST_SHOWN), ...more].map(({ path, found, allowed }) => ({
    rule: 'not-reviewable',
    severity: 'dangerous',
    category: 'planning',
    stack,
    title: `It could not be reviewed: ${found} at ${path}`,
    detail: `Allowed: ${allowed}. What a pull request has synthesized is only planned if that can do nothing but read.`,
  }));
}
