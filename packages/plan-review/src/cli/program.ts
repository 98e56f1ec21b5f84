import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type { Environment } from '../processes/run';
import { acceptOption, reportUrlOption } from './options';
import { review, type ReviewFlags } from './review';

const EXAMPLES = `
Examples:
  $ terraform plan -out=plan.tfplan && terraform show -json plan.tfplan > plan.json
  $ plan-review plan.json
  $ plan-review --terraform live/network live/app --base origin/main --out review

Exit codes:
  0  no changes, or safe
  2  attention: read the reasons before you approve
  3  dangerous, and not accepted with --accept dangerous
  1  the review failed, or a directory could not be planned and --accept dangerous was given`;

/**
 * The command line of plan-review.
 * @param onExitCode called with the exit code of a review that was made
 */
export function buildProgram(env: Environment, onExitCode: (exitCode: number) => void): Command {
  const program = new Command('plan-review');
  // Without it, commander ends the process on its own after --help and after a wrong option.
  program.exitOverride();
  program
    .description('Explains what Terraform plans would change: verdict, reasons, differences, cost.')
    .version(versionOfPackage())
    .argument('[plan...]', 'plans in JSON, as terraform show -json prints them')
    .option('--terraform <directory...>', 'plan and review these Terraform directories of a git repository')
    .option('--base <ref>', 'with --terraform: what to compare with, e.g. origin/main')
    .option('--head <ref>', 'with --terraform: what to review (default: the working tree)')
    .option('--out <folder>', 'write comment.md, report.html and review.json into this folder')
    .addOption(acceptOption())
    .addOption(reportUrlOption())
    .addHelpText('after', EXAMPLES)
    .action(async (plans: readonly string[], flags: ReviewFlags) => {
      onExitCode(await review(plans, flags, env));
    });
  return program;
}

function versionOfPackage(): string {
  const text = readFileSync(path.join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
