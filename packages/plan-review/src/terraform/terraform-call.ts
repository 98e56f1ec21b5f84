import { runSuccessfully, type Environment, type RunResult } from '../processes/run';

/** How Terraform is called. */
export interface TerraformCall {
  /** Program, see `findTerraform`. */
  readonly binary: string;
  readonly env: Environment;
  /** Working directory: the Terraform directory, or a copy of it. */
  readonly folder: string;
  /** Name of the stack or directory, for messages. */
  readonly stack: string;
}

/**
 * Runs a command of Terraform.
 * @param command e.g. `show`
 * @throws CommandFailed
 */
export function terraform(call: TerraformCall, command: string, args: readonly string[]): Promise<RunResult> {
  const { binary, folder, env, stack } = call;
  return runSuccessfully(`terraform ${command} of ${stack}`, binary, [command, ...args], { cwd: folder, env });
}
