#!/usr/bin/env node
import { CommanderError } from 'commander';
import { describeError } from '../describe-error';
import { buildProgram } from './program';

/** Signals that ask the program to stop, and the exit codes that shells give them: 128 and the signal's number. */
const STOP_SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

async function main(): Promise<void> {
  try {
    await buildProgram(process.env, (exitCode) => {
      process.exitCode = exitCode;
    }).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else process.stderr.write(`${describeError(error)}\n`);
  }
}

// A review that was interrupted has failed. Node.js also ends when nothing is left to wait for.
process.exitCode = 1;
// Ending by `exit` ends the programs that were started, too, and removes the folder with the plans.
for (const [signal, exitCode] of Object.entries(STOP_SIGNALS)) process.once(signal, () => process.exit(exitCode));
void main();
