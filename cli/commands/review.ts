import path from 'node:path';
import { Option } from 'commander';
import { ACCEPTABLE, exitCodeOf, type Acceptable } from '../review/exit-code';
import { reviewStacks } from '../review/review-stacks';
import { inWorkFolder } from '../review/sources/work-folder';
import { writeReview } from '../review/write-review';
import { step } from '../progress';
import { print, tell, type AddCommand } from './command';
import { savingState } from './supervised';

/** What the command line says. */
interface ReviewFlags {
  readonly base: string;
  readonly head?: string;
  readonly out?: string;
  readonly accept?: readonly Acceptable[];
}

/** `npm run review`: what a change would do, its risk and its cost. */
export const addReview: AddCommand = (program, { paths, env }) => {
  program
    .command('review')
    .description('plan what differs from a git ref, and explain it: what changes, its risk and its cost')
    .requiredOption('--base <ref>', 'what to compare with, e.g. origin/main')
    .option('--head <ref>', 'what to review (default: the working tree)')
    .option('--out <folder>', 'takes comment.md, report.html, review.json and the plan files')
    .addOption(new Option('--accept <verdict...>', 'verdicts that are no failure').choices(ACCEPTABLE))
    .action((flags: ReviewFlags) =>
      savingState(env, async (marked) => {
        const out = path.resolve(flags.out ?? path.join(paths.work, 'review'));
        const review = await inWorkFolder(paths.work, (work) =>
          reviewStacks({
            paths,
            env: marked,
            base: flags.base,
            ...(flags.head !== undefined && { head: flags.head }),
            work,
            plansFolder: path.join(out, 'plans'),
            step,
            tell,
          }),
        );
        await writeReview(out, review);
        print(review.verdict);
        tell(`The whole review is in ${out}.`);
        process.exitCode = exitCodeOf(review, flags.accept ?? []);
      }),
    );
};
