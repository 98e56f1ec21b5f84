import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors';
import { jsonHash, type PlanFile, type PlanFiles } from '../review/plan-files';
import type { Stack } from '../stacks/manifest';
import { plannedConfiguration } from './configuration';

/** A reviewed plan of a stack that is deployed. */
export interface ReviewedStack {
  readonly stack: Stack;
  readonly plan: PlanFile;
}

const REVIEW_AGAIN = 'Open a pull request with the change as it is now, or deploy without a review: npm run deploy.';

/**
 * The reviewed plans of stacks, in the order in which they are applied.
 * @param stacks that are to be deployed, as the current commit has them
 * @returns those that the review found changes in
 * @throws UserError if another commit was reviewed than the current one, or a stack could not be planned
 */
export async function reviewedStacks(files: PlanFiles, stacks: readonly Stack[]): Promise<ReviewedStack[]> {
  const failed = files.failed.filter((name) => stacks.some((stack) => stack.name === name));
  if (failed.length > 0) {
    throw new UserError(`The review could not plan ${failed.join(', ')}.`, REVIEW_AGAIN);
  }
  const reviewed = files.plans.flatMap((plan) => {
    const stack = plan.isRemoved ? undefined : stacks.find(({ name }) => name === plan.stack);
    return stack === undefined ? [] : [{ stack, plan }];
  });
  const moved = await Promise.all(reviewed.map(async (each) => ((await isSame(each)) ? [] : [each.stack.name])));
  if (moved.flat().length > 0) throw movedOn(files, moved.flat());
  return reviewed.filter(({ plan }) => plan.hasChanges);
}

/**
 * Requires that a plan file was made from the current JSON of the stack: the list of plans only claims it.
 * @throws UserError if it was not
 */
export async function requireConfiguration({ stack, plan }: ReviewedStack, folder: string): Promise<void> {
  const files = await plannedConfiguration(path.join(folder, plan.planFile));
  const bytes = files.get('cdk.tf.json');
  if (files.size === 1 && bytes !== undefined && jsonHash(bytes) === plan.jsonSha256) return;
  throw new UserError(
    `${plan.planFile} is not a plan of ${stack.name} as it was reviewed: it holds another configuration.`,
    'Do not apply it. Find out who wrote it, and review the change again.',
  );
}

/** Requires the Terraform that made the plans: a plan file is good for no other version. @throws UserError */
export function requireVersion(files: PlanFiles, version: string): void {
  if (files.terraformVersion === version) return;
  throw new UserError(
    `The plans were made by Terraform ${files.terraformVersion}; this is ${version}, which cannot apply them.`,
    `Use Terraform ${files.terraformVersion}, or review the change again.`,
  );
}

async function isSame({ stack, plan }: ReviewedStack): Promise<boolean> {
  return jsonHash(await readFile(path.join(stack.folder, 'cdk.tf.json'))) === plan.jsonSha256;
}

function movedOn({ head }: PlanFiles, stacks: readonly string[]): UserError {
  const reviewed = head.commit === '' ? 'the working tree' : head.commit.slice(0, 12);
  return new UserError(
    `The code has moved on since the review of ${reviewed}: ${stacks.join(', ')} ` +
      `${stacks.length === 1 ? 'is' : 'are'} not what was reviewed.`,
    REVIEW_AGAIN,
  );
}
