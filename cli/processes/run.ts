import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import execa, { type ExecaReturnValue, type Options as ExecaOptions } from 'execa';
import { errorCode } from 'plan-review/error-code';
import { failureOutput } from 'plan-review/processes/failure-output';
import { CommandFailed } from '../errors';
import type { Environment } from '../project';

/** How a program is run. */
export interface RunOptions {
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Environment;
  /** File that takes all it prints, after what the file holds. @default it is only returned */
  readonly logFile?: string;
}

/** How a program ended. */
export interface RunResult {
  /** -1 if a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
}

/**
 * Runs a program without standard input and collects what it prints.
 * @throws Error with code `ENOENT` if there is no such program
 */
export async function capture(program: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const child = execa(program, args, {
    ...optionsOf(options),
    stdin: 'ignore',
    all: true,
    stripFinalNewline: false,
    maxBuffer: Infinity,
  });
  const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' });
  if (log !== undefined) child.all?.pipe(log, { end: false });
  try {
    const result = await child;
    return { exitCode: exitCodeOf(result), stdout: result.stdout, output: result.all ?? '' };
  } finally {
    log?.end();
    if (log !== undefined) await finished(log);
  }
}

/** Runs a program that talks to the person at the terminal. @returns its exit code, -1 if a signal ended it */
export async function passThrough(program: string, args: readonly string[], options: RunOptions): Promise<number> {
  return exitCodeOf(await execa(program, args, { ...optionsOf(options), stdio: 'inherit' }));
}

/**
 * Like {@link capture}, for a program that has to succeed.
 * @param what names the attempt in the message, e.g. `terraform init of dev-network`
 * @throws CommandFailed with what it printed
 */
export async function captureSuccess(
  what: string,
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const result = await capture(program, args, options);
  if (result.exitCode === 0) return result;
  const hint = options.logFile === undefined ? undefined : `All of its output is in ${options.logFile}.`;
  throw new CommandFailed(what, failureOutput(result.output), hint);
}

/** In a session of its own, which the terminal's Ctrl-C does not reach: the supervision decides how it ends. */
function optionsOf({ cwd, env }: RunOptions): ExecaOptions {
  return { cwd, env: { ...env }, extendEnv: false, detached: true, reject: false };
}

/** @throws Error with a code such as `ENOENT` if the program could not be started */
function exitCodeOf(result: ExecaReturnValue): number {
  const code = errorCode(result);
  if (code !== undefined) {
    throw Object.assign(new Error(`could not start ${result.command}: ${code}`, { cause: result }), { code });
  }
  return result.signal === undefined ? result.exitCode : -1;
}
