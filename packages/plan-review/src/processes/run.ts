import execa from 'execa';
import { errorCode } from '../error-code';
import { CommandFailed } from '../errors';
import { failureOutput } from './failure-output';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How a program is run. */
export interface RunOptions {
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Environment;
}

/** How a program ended. */
export interface RunResult {
  /** -1 if a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/** The JSON of a large plan has tens of megabytes, so the output is not limited. */
const COLLECT = {
  extendEnv: false,
  stdin: 'ignore',
  stripFinalNewline: false,
  all: true,
  reject: false,
  maxBuffer: Infinity,
} as const;

/**
 * Runs a program without standard input and collects its output.
 * @throws Error with code `ENOENT` if there is no such program
 */
export async function run(program: string, args: readonly string[], { cwd, env }: RunOptions): Promise<RunResult> {
  const result = await execa(program, args, { ...COLLECT, cwd, env: { ...env } });
  // If the program could not be started, the result is the error of the operating system.
  if (errorCode(result) !== undefined) throw result as unknown as Error;
  return {
    exitCode: result.signal === undefined ? result.exitCode : -1,
    stdout: result.stdout,
    output: result.all ?? '',
  };
}

/**
 * Like {@link run}, for a program that has to succeed.
 * @param what names the attempt in the message, e.g. `terraform init of dev-network`
 * @throws CommandFailed with the output that explains the failure
 */
export async function runSuccessfully(
  what: string,
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const result = await run(program, args, options);
  if (result.exitCode !== 0) throw new CommandFailed(what, failureOutput(result.output));
  return result;
}
