#!/usr/bin/env node
import { CommanderError } from 'commander';
import { isAbortError } from '../error-kinds';
import { RehearsalError } from '../errors';
import { buildProgram } from './program';

const ending = new AbortController();

async function main(): Promise<void> {
  try {
    await buildProgram(process.env, ending.signal).parseAsync();
    process.exitCode = 0;
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else process.stderr.write(`${describe(error)}\n`);
  }
}

/** What a person reads: the message and the fix for what can be put right, the stack trace for bugs. */
function describe(error: unknown): string {
  if (ending.signal.aborted && isAbortError(error)) return 'embedded-aws: ended before it was ready';
  if (error instanceof RehearsalError) return `${error.message}\n${error.hint}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// Node.js also ends when nothing is left to wait for: that is a failure here.
process.exitCode = 1;
// A second signal ends the process at once; what it started goes with it.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    ending.abort();
  });
}
void main();
