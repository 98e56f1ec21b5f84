import path from 'node:path';
import { Option } from 'commander';
import { loadPlatform } from '../../config/load';
import { acceptOption, reportUrlOption } from 'plan-review/cli/options';
import { exitCodeOf, type Acceptable } from 'plan-review/output/exit-code';
import { withoutSecrets } from 'plan-review/output/without-secrets';
import { writeFailure, writeReview } from 'plan-review/output/write-review';
import type { Review } from 'plan-review/report/review';
import { renderSummary } from 'plan-review/report/summary/render-summary';
import { inWorkFolder } from 'plan-review/sources/work-folder';
import { reviewDirectories } from 'plan-review/terraform/review-directories';
import { reviewPlanFiles } from 'plan-review/terraform/review-plan-files';
import { describeError, UserError } from '../errors';
import { stepsIn } from '../progress';
import { configFileOf } from '../project';
import { commentBeginning } from '../review/comment-beginning';
import { keepRecordHere, keepRecordInBucket } from '../review/record/keep-record';
import { removeRecord } from '../review/record/record-storage';
import { reviewStacks, type StackReview } from '../review/review-stacks';
import { reviewSynthesized } from '../review/untrusted/review-synthesized';
import { print, tell, type AddCommand, type CommandContext } from './command';
import { savingState } from './supervised';

/** What the command line says. */
interface ReviewFlags {
  readonly base?: string;
  readonly head?: string;
  readonly synthesized?: string;
  readonly terraform?: readonly string[];
  readonly plan?: readonly string[];
  readonly out?: string;
  readonly accept?: readonly Acceptable[];
  readonly keepRecordAs?: string;
  readonly reportUrl?: string;
  readonly checkov: boolean;
}

/** `npm run review`: what a change would do, its risk and its cost. */
export const addReview: AddCommand = (program, context) => {
  program
    .command('review')
    .description('plan what differs from a git ref, and explain it: what changes, its risk and its cost')
    .option('--base <ref>', 'what to compare with, e.g. origin/main')
    .option('--head <ref>', 'what to review (default: the working tree)')
    .addOption(
      new Option(
        '--synthesized <folder>',
        'review what another job synthesized (its cdktf.out), without running its code; the working tree is the base',
      ).conflicts(['base', 'head', 'terraform', 'plan']),
    )
    .addOption(
      new Option(
        '--terraform <folder...>',
        'review these Terraform directories in place of the stacks of the config',
      ).conflicts(['keepRecordAs']),
    )
    .addOption(
      new Option('--plan <file...>', 'review what terraform show -json printed').conflicts([
        'base',
        'head',
        'terraform',
        'keepRecordAs',
      ]),
    )
    .option(
      '--out <folder>',
      'takes comment.md, report.html, review.json and record.json, which npm run deploy -- --reviewed <folder> takes',
    )
    .addOption(acceptOption())
    .option('--keep-record-as <commit>', 'also keep the record in the state bucket, for the deployment of that commit')
    .option('--no-checkov', 'leave out the policy checks, which install checkov (290 MB) the first time')
    .addOption(reportUrlOption())
    .action((flags: ReviewFlags) => savingState(context.env, (env) => review({ ...context, env }, flags)));
};

/** Label of a pull request that accepts a dangerous change. */
const ACCEPTING_LABEL = 'accept-dangerous';

async function review(context: CommandContext, flags: ReviewFlags): Promise<void> {
  const out = path.resolve(flags.out ?? path.join(context.paths.work, 'review'));
  await removeRecord(out);
  try {
    const made = await makeReview(context, flags, out);
    const link = flags.reportUrl === undefined ? {} : { reportUrl: flags.reportUrl };
    await writeReview(out, made, { marker: commentBeginning(context.env), acceptingLabel: ACCEPTING_LABEL, ...link });
    print(renderSummary(made, { next: [`The whole review: ${path.join(out, 'report.html')}`] }));
    process.exitCode = exitCodeOf(made, flags.accept ?? []);
  } catch (error) {
    await removeRecord(out);
    await writeFailure(
      out,
      withoutSecrets(describeError(error, context.env), context.env),
      commentBeginning(context.env),
    );
    throw error;
  }
}

async function makeReview(context: CommandContext, flags: ReviewFlags, out: string): Promise<Review> {
  const { paths, env } = context;
  if (flags.plan !== undefined) return reviewPlanFiles(flags.plan);
  const { base, terraform: folders, synthesized, keepRecordAs: commit } = flags;
  if (base === undefined && synthesized === undefined) {
    throw new UserError('There is nothing to compare with.', 'Name a commit: npm run review -- --base origin/main');
  }
  const head = flags.head === undefined ? {} : { head: flags.head };
  return inWorkFolder(paths.work, async (work) => {
    const step = stepsIn(env);
    const options = { paths, env, work, checksPolicy: flags.checkov, step, tell };
    if (folders !== undefined && base !== undefined) {
      return reviewDirectories({ folders, env, base, ...head, work, step });
    }
    const made =
      base === undefined
        ? await reviewSynthesized({
            ...options,
            synthesized: synthesized ?? '',
            ...(commit !== undefined && { commit }),
          })
        : await reviewStacks({ ...options, base, ...head });
    await keepRecord(context, flags, made, out);
    return made.review;
  });
}

async function keepRecord(
  { paths, env }: CommandContext,
  { accept = [], keepRecordAs: commit }: ReviewFlags,
  { made, states }: StackReview,
  out: string,
): Promise<void> {
  const repository = env['GITHUB_REPOSITORY'];
  const as = { isAccepted: accept.includes('dangerous'), ...(repository !== undefined && { repository }) };
  if (made === undefined) {
    tell('No record is kept: nothing was planned.');
    return;
  }
  await keepRecordHere(made, as, out, paths);
  if (commit === undefined) return;
  const place = { platform: loadPlatform(path.resolve(paths.root, configFileOf(env))), ...(states && { states }), env };
  tell(await keepRecordInBucket(made, { ...as, commit }, place));
}
