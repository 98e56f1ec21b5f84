import type { Platform } from '../../config/types';
import { UserError } from '../errors';
import { branchOf } from '../review/record/branch';
import type { ReviewRecord } from '../review/record/record';

/** Days for which a review counts. Bootstrap keeps records for as long in the state bucket. */
const DAYS_OF_REVIEWS = 30;

const MS_OF_A_DAY = 24 * 60 * 60 * 1000;

const REVIEW_AGAIN = 'Review the change again: push to its branch, or open a new pull request.';

/**
 * Requires that a record is of the commit that is asked for, and of a pull request against the branch that is deployed:
 * a record that is right for another one can be put into its place.
 * @throws UserError
 */
export function requirePullRequest(
  { head, base, repository }: ReviewRecord,
  commit: string,
  { ci, github }: Pick<Platform, 'ci' | 'github'>,
): void {
  if (head.commit !== commit)
    throw new UserError(`The record of ${commit} is that of another commit, ${head.commit}.`, REVIEW_AGAIN);
  if (ci !== undefined && branchOf(base.ref) !== ci.branch)
    throw new UserError(
      `The review of ${commit} compared with ${base.ref}, and ${ci.branch} is deployed.`,
      `Open a pull request against ${ci.branch}.`,
    );
  const ours = ci && `${github.owner}/${ci.repository}`;
  if (repository === undefined || ours === undefined || repository.toLowerCase() === ours.toLowerCase()) return;
  throw new UserError(`The record of ${commit} is of ${repository}, and the config is in ${ours}.`, REVIEW_AGAIN);
}

/** Requires that a review is not older than reviews are kept. @throws UserError */
export function requireFresh({ madeAt }: Pick<ReviewRecord, 'madeAt'>, now: Date): void {
  if (now.getTime() - new Date(madeAt).getTime() <= DAYS_OF_REVIEWS * MS_OF_A_DAY) return;
  throw new UserError(`The review is of ${madeAt}: after ${DAYS_OF_REVIEWS} days it does not count.`, REVIEW_AGAIN);
}

/** Requires that a person has accepted what is dangerous. @throws UserError */
export function requireAcceptance({ verdict, isAccepted }: Pick<ReviewRecord, 'verdict' | 'isAccepted'>): void {
  if (verdict !== 'dangerous' || isAccepted) return;
  throw new UserError(
    'The review found the change dangerous, and it was not accepted.',
    'Set the label accept-dangerous on the pull request before it is merged, or review with --accept dangerous.',
  );
}
