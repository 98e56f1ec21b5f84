import { Command, CommanderError } from 'commander';
import { commandsFor } from './commands/all';
import type { CommandContext } from './commands/command';
import { describeError } from './errors';
import { projectPaths } from './project';

async function main(): Promise<void> {
  const context: CommandContext = { paths: projectPaths(), env: process.env };
  const program = new Command('npm run').description('Continuous delivery to AWS ECS Fargate from one config file.');
  // Without it, commander ends the process on its own after --help and after a wrong option.
  program.exitOverride();
  // npm keeps options that come before -- to itself.
  program.configureHelp({ commandUsage: (command) => usageOf(command) });
  for (const add of commandsFor(process.argv[2])) add(program, context);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = fail(error);
  } finally {
    process.off('exit', failUnfinished);
  }
}

function usageOf(command: Command): string {
  return command.parent === null ? 'npm run <command> -- [options]' : `npm run ${command.name()} -- ${command.usage()}`;
}

/** Tells what went wrong, unless commander has done so. @returns the exit code */
function fail(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  process.stderr.write(`${describeError(error)}\n`);
  return 1;
}

/** Node.js ends with exit code 0 when it runs out of things to wait for, whether the command was done or not. */
function failUnfinished(exitCode: number): void {
  if (exitCode !== 0) return;
  process.stderr.write('The command ended before it was done. This is a bug.\n');
  process.exitCode = 1;
}

process.once('exit', failUnfinished);
void main();
