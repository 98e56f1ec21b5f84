import path from 'node:path';
import { describeError } from '../describe-error';
import { UserError } from '../errors';
import { cacheFolder } from '../files/cache-folder';
import { exitCodeOf, type Acceptable } from '../output/exit-code';
import { withoutSecrets } from '../output/without-secrets';
import { writeFailure, writeReview } from '../output/write-review';
import type { Environment } from '../processes/run';
import type { Review } from '../report/review';
import { renderSummary } from '../report/summary/render-summary';
import { inWorkFolder } from '../sources/work-folder';
import { reviewDirectories } from '../terraform/review-directories';
import { reviewPlanFiles } from '../terraform/review-plan-files';
import type { Step } from '../terraform/step';

/** What the command line says. */
export interface ReviewFlags {
  readonly terraform?: readonly string[];
  readonly base?: string;
  readonly head?: string;
  readonly out?: string;
  readonly accept?: readonly Acceptable[];
  readonly reportUrl?: string;
}

/**
 * Makes a review, prints its summary and writes it into the folder of `--out`, if there is one.
 * @param plans files with plans in JSON
 * @returns the exit code, see `exitCodeOf`
 * @throws UserError if the command line contradicts itself, or something that it names does not exist
 */
export async function review(plans: readonly string[], flags: ReviewFlags, env: Environment): Promise<number> {
  const { out, reportUrl } = flags;
  try {
    const made = await makeReview(plans, flags, env);
    if (out !== undefined) await writeReview(out, made, reportUrl === undefined ? {} : { reportUrl });
    const next = out === undefined ? [] : [`The whole review: ${path.join(out, 'report.html')}`];
    process.stdout.write(`${renderSummary(made, { next })}\n`);
    return exitCodeOf(made, flags.accept ?? []);
  } catch (error) {
    if (out !== undefined) await writeFailure(out, withoutSecrets(describeError(error), env));
    throw error;
  }
}

function makeReview(plans: readonly string[], flags: ReviewFlags, env: Environment): Promise<Review> {
  const { terraform: folders, base, head } = flags;
  if (folders === undefined) return reviewPlans(plans, flags);
  if (plans.length > 0) {
    throw new UserError(
      `Plans (${plans.join(', ')}) and directories (${folders.join(', ')}) cannot be reviewed together.`,
      'Name either plans, or directories with --terraform.',
    );
  }
  if (base === undefined) {
    throw new UserError('--terraform needs a commit to compare with.', 'Name it, e.g. --base origin/main.');
  }
  return inWorkFolder(cacheFolder(env), (work) =>
    reviewDirectories({ folders, env, base, ...(head !== undefined && { head }), work, step }),
  );
}

function reviewPlans(plans: readonly string[], { base, head }: ReviewFlags): Promise<Review> {
  if (base !== undefined || head !== undefined) {
    throw new UserError(
      '--base and --head are for Terraform directories: a plan in JSON already says what it compares.',
      'Leave them out, or name directories with --terraform.',
    );
  }
  if (plans.length > 0) return reviewPlanFiles(plans);
  throw new UserError(
    'There is nothing to review.',
    'Name plans in JSON (plan-review plan.json), or Terraform directories ' +
      '(plan-review --terraform <directory> --base <ref>).',
  );
}

const step: Step = (title, action) => {
  process.stderr.write(`${title} ...\n`);
  return action();
};
