import path from 'node:path';
import { Option } from 'commander';
import { describeError } from '../errors';
import { step } from '../progress';
import type { Environment } from '../project';
import { ACCEPTABLE, exitCodeOf, type Acceptable } from '../review/exit-code';
import { uploadPlans } from '../review/plan-storage';
import { reviewStacks, type StackReview } from '../review/review-stacks';
import { inWorkFolder } from '../review/sources/work-folder';
import { writeFailure, writeReview } from '../review/write-review';
import { bucketExists } from '../state/state';
import { print, tell, type AddCommand, type CommandContext } from './command';
import { savingState } from './supervised';

/** What the command line says. */
interface ReviewFlags {
  readonly base: string;
  readonly head?: string;
  readonly out?: string;
  readonly accept?: readonly Acceptable[];
  readonly keepPlansAs?: string;
  readonly reportUrl?: string;
  readonly checkov: boolean;
}

/** `npm run review`: what a change would do, its risk and its cost. */
export const addReview: AddCommand = (program, context) => {
  program
    .command('review')
    .description('plan what differs from a git ref, and explain it: what changes, its risk and its cost')
    .requiredOption('--base <ref>', 'what to compare with, e.g. origin/main')
    .option('--head <ref>', 'what to review (default: the working tree)')
    .option('--out <folder>', 'takes comment.md, report.html, review.json and the plan files')
    .addOption(new Option('--accept <verdict...>', 'verdicts that are no failure').choices(ACCEPTABLE))
    .option('--keep-plans-as <commit>', 'also keep the plan files in the state bucket, for a deployment of that commit')
    .option('--no-checkov', 'leave out the policy checks, which install checkov (290 MB) the first time')
    .option('--report-url <url>', 'where the report will be, for the link in the comment')
    .action((flags: ReviewFlags) => savingState(context.env, (env) => review({ ...context, env }, flags)));
};

async function review({ paths, env }: CommandContext, flags: ReviewFlags): Promise<void> {
  const out = path.resolve(flags.out ?? path.join(paths.work, 'review'));
  const plansFolder = path.join(out, 'plans');
  const { base, head, reportUrl } = flags;
  try {
    const made = await inWorkFolder(paths.work, (work) =>
      reviewStacks({
        ...{ paths, env, base, work, plansFolder, step, tell },
        ...(head !== undefined && { head }),
        checksPolicy: flags.checkov,
      }),
    );
    await writeReview(out, made.review, reportUrl === undefined ? {} : { reportUrl });
    if (flags.keepPlansAs !== undefined) await keepPlans(plansFolder, flags.keepPlansAs, made, env);
    print(made.review.verdict);
    tell(`The whole review is in ${out}.`);
    process.exitCode = exitCodeOf(made.review, flags.accept ?? []);
  } catch (error) {
    await writeFailure(out, describeError(error));
    throw error;
  }
}

/** Without a bucket for their states, plans are made up in parts: nothing that could be applied. */
async function keepPlans(folder: string, commit: string, { states }: StackReview, env: Environment): Promise<void> {
  if (states !== undefined && (await bucketExists(states, env))) {
    tell(`The plan files are in ${await uploadPlans(folder, commit, states, env)}.`);
  } else tell('The plan files are kept nowhere else: there is no state bucket yet.');
}
