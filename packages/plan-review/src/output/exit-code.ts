import type { Review } from '../report/review';

/** What a review accepts on behalf of a person. */
export const ACCEPTABLE = ['dangerous'] as const;

/** One of `ACCEPTABLE`. */
export type Acceptable = (typeof ACCEPTABLE)[number];

/**
 * How a review tells programs what it found.
 * @returns 0 no changes or safe, 2 attention, 3 dangerous and not accepted, 1 if a stack could not be planned
 */
export function exitCodeOf(
  { verdict, stacks }: Pick<Review, 'verdict' | 'stacks'>,
  accepts: readonly Acceptable[],
): number {
  if (verdict === 'dangerous' && !accepts.includes('dangerous')) return 3;
  if (stacks.some(({ outcome }) => outcome.kind === 'failed')) return 1;
  return verdict === 'dangerous' || verdict === 'attention' ? 2 : 0;
}
