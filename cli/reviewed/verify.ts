import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors';
import { jsonHash } from '../review/record/canonical';
import type { ReviewRecord, StackRecord } from '../review/record/record';
import type { Stack } from '../stacks/manifest';

/** A stack that is deployed, and what the review found of it. */
export interface ReviewedStack {
  readonly stack: Stack;
  readonly record: StackRecord;
}

const REVIEW_AGAIN = 'Open a pull request with the change as it is now, or deploy without a review: npm run deploy.';

/**
 * The stacks that a review found changes in, in the order in which they are applied.
 * @param stacks that are to be deployed, as the current commit has them
 * @throws UserError if another commit was reviewed than the current one, or a stack could not be planned
 */
export async function reviewedStacks(record: ReviewRecord, stacks: readonly Stack[]): Promise<ReviewedStack[]> {
  const failed = record.failed.filter((name) => stacks.some((stack) => stack.name === name));
  if (failed.length > 0) {
    throw new UserError(`The review could not plan ${failed.join(', ')}.`, REVIEW_AGAIN);
  }
  const reviewed = record.stacks.flatMap((each) => {
    const stack = each.isRemoved ? undefined : stacks.find(({ name }) => name === each.stack);
    return stack === undefined ? [] : [{ stack, record: each }];
  });
  const moved = await Promise.all(reviewed.map(async (each) => ((await isSame(each)) ? [] : [each.stack.name])));
  if (moved.flat().length > 0) throw movedOn(record, moved.flat());
  return reviewed.filter((each) => each.record.hasChanges);
}

/** Requires the Terraform that planned in the review: another one may plan something else. @throws UserError */
export function requireVersion({ terraformVersion }: ReviewRecord, version: string): void {
  if (terraformVersion === version) return;
  throw new UserError(
    `The review planned with Terraform ${terraformVersion}; this is ${version}, which may plan something else.`,
    `Use Terraform ${terraformVersion}, or review the change again.`,
  );
}

async function isSame({ stack, record }: ReviewedStack): Promise<boolean> {
  return jsonHash(await readFile(path.join(stack.folder, 'cdk.tf.json'))) === record.jsonSha256;
}

function movedOn({ head }: ReviewRecord, stacks: readonly string[]): UserError {
  const reviewed = head.commit === '' ? 'the working tree' : head.commit.slice(0, 12);
  return new UserError(
    `The code has moved on since the review of ${reviewed}: ${stacks.join(', ')} ` +
      `${stacks.length === 1 ? 'is' : 'are'} not what was reviewed.`,
    REVIEW_AGAIN,
  );
}
