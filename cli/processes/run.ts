import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
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
  const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' });
  const stdout: Buffer[] = [];
  const output: Buffer[] = [];
  const child = spawn(program, args, { ...spawnOptions(options), stdio: ['ignore', 'pipe', 'pipe'] });
  const keep = (chunk: Buffer): void => {
    output.push(chunk);
    log?.write(chunk);
  };
  child.stdout.on('data', (chunk: Buffer) => {
    stdout.push(chunk);
    keep(chunk);
  });
  child.stderr.on('data', keep);
  try {
    const exitCode = await ended(child);
    return { exitCode, stdout: textOf(stdout), output: textOf(output) };
  } finally {
    log?.end();
    if (log !== undefined) await finished(log);
  }
}

/** Runs a program that talks to the person at the terminal. @returns its exit code, -1 if a signal ended it */
export async function passThrough(program: string, args: readonly string[], options: RunOptions): Promise<number> {
  return ended(spawn(program, args, { ...spawnOptions(options), stdio: 'inherit' }));
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
  throw new CommandFailed(what, tellingPart(result.output), hint);
}

/** In a session of its own, out of reach of the terminal's Ctrl-C: the supervision decides how it ends. */
function spawnOptions({ cwd, env }: RunOptions): { cwd: string; env: NodeJS.ProcessEnv; detached: true } {
  return { cwd, env: { ...env }, detached: true };
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? -1);
    });
  });
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

/** Longest part of a failed program's output that is repeated in the message, in lines. */
const LINES_SHOWN = 60;

/** What to show of a failed program's output: from the first error that Terraform reports, else the end. */
export function tellingPart(output: string): string {
  const lines = output.trimEnd().split('\n');
  const error = lines.findIndex((line) => /\bError:/.test(line));
  return (error < 0 ? lines.slice(-LINES_SHOWN) : lines.slice(error, error + LINES_SHOWN)).join('\n');
}
