import { failureOutput } from 'plan-review/processes/failure-output';
import type { TerraformCall as QuietCall } from 'plan-review/terraform/terraform-call';
import { CommandFailed } from '../errors';
import { capture, captureSuccess, passThrough, type RunOptions, type RunResult } from '../processes/run';

/** How Terraform is called. */
export interface TerraformCall extends QuietCall {
  /** File that takes all output. @default it is only shown if the call fails */
  readonly logFile?: string;
}

/**
 * Prepares the working directory for the other commands.
 * @param flags e.g. `-reconfigure`
 * @throws CommandFailed
 */
export async function init(call: TerraformCall, ...flags: readonly string[]): Promise<void> {
  await succeed(call, ['init', '-input=false', '-no-color', ...flags]);
}

/** Applies without asking. @throws CommandFailed */
export async function apply(call: TerraformCall): Promise<void> {
  await succeed(call, ['apply', '-auto-approve', '-input=false', '-no-color']);
}

/** Destroys without asking. @throws CommandFailed */
export async function destroy(call: TerraformCall): Promise<void> {
  await succeed(call, ['destroy', '-auto-approve', '-input=false', '-no-color']);
}

/** What a plan found. */
export interface PlanResult {
  readonly hasChanges: boolean;
  /** Terraform's own text. */
  readonly text: string;
}

/**
 * Plans without keeping the plan and without locking the state.
 * @throws CommandFailed if it cannot be planned
 */
export async function plan(call: TerraformCall): Promise<PlanResult> {
  const args = ['plan', '-detailed-exitcode', '-input=false', '-no-color', '-lock=false'];
  const result = await capture(call.binary, args, runOptions(call));
  // Source: terraform plan, `-detailed-exitcode`: 0 no changes, 1 error, 2 changes.
  if (result.exitCode !== 0 && result.exitCode !== 2) throw planFailed(call, result);
  return { hasChanges: result.exitCode === 2, text: result.stdout };
}

/**
 * Runs a command that talks to the person at the terminal.
 * @throws CommandFailed, without the output, which was seen
 */
export async function converse(call: TerraformCall, args: readonly string[]): Promise<void> {
  const exitCode = await passThrough(call.binary, args, runOptions(call));
  if (exitCode !== 0) throw new CommandFailed(`terraform ${args[0] ?? ''} of ${call.stack}`, '');
}

async function succeed(call: TerraformCall, args: readonly string[]): Promise<void> {
  await captureSuccess(`terraform ${args[0] ?? ''} of ${call.stack}`, call.binary, args, runOptions(call));
}

function planFailed({ stack }: TerraformCall, { output }: RunResult): CommandFailed {
  return new CommandFailed(`terraform plan of ${stack}`, failureOutput(output));
}

function runOptions({ folder, env, logFile }: TerraformCall): RunOptions {
  return { cwd: folder, env, ...(logFile === undefined ? {} : { logFile }) };
}
