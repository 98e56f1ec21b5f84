import { Command, CommanderError } from 'commander';
import { errorCode } from 'plan-review/error-code';
import { commandsFor, WITHOUT_PROJECT } from './commands/all';
import { describeError } from './errors';
import { findProject, noProject, projectPaths } from './project';
import { requireNoOptionsOfNpm } from './npm-options';
import { asTyped, type StartedBy } from './started-by';

/**
 * The command line, from reading it to the exit code.
 * @param startedBy decides which commands there are, and how messages tell to type one
 */
export async function main(startedBy: StartedBy): Promise<void> {
  process.once('exit', failUnfinished);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreNoReader);
  try {
    await programOf(startedBy).parseAsync();
  } catch (error) {
    process.exitCode = fail(error, startedBy);
  } finally {
    process.off('exit', failUnfinished);
  }
}

function programOf(startedBy: StartedBy): Command {
  const startedIn = process.cwd();
  const project = findProject(startedIn);
  // As npm does it: files that the environment names are those of the project, wherever in it a command is typed.
  if (project !== undefined) process.chdir(project);
  const typed = asTyped('npm run <command> -- ', startedBy).trim();
  const program = new Command('fargate-delivery')
    .description('Continuous delivery to AWS ECS Fargate from one config file.')
    // Without it, commander ends the process on its own after --help and after a wrong option.
    .exitOverride()
    .configureHelp({
      commandUsage: (command) => (command.parent === null ? `${typed} [options]` : usageOf(command, startedBy)),
    })
    .hook('preSubcommand', (_, command) => {
      // It is no script, and `npx --yes` sets what an option of its own would.
      if (WITHOUT_PROJECT.includes(command.name())) return;
      requireNoOptionsOfNpm(command, process.argv, process.env);
    })
    .hook('preAction', (_, command) => {
      if (project === undefined && !WITHOUT_PROJECT.includes(command.name())) throw noProject(startedIn);
    });
  const context = { paths: projectPaths(project), startedIn, env: process.env, startedBy };
  for (const add of commandsFor(process.argv[2], startedBy)) add(program, context);
  return program;
}

function usageOf(command: Command, startedBy: StartedBy): string {
  // npm keeps options that come before -- to itself.
  return asTyped(`npm run ${command.name()} -- ${command.usage()}`, startedBy);
}

/** Tells what went wrong, unless commander has done so. @returns the exit code */
function fail(error: unknown, startedBy: StartedBy): number {
  if (error instanceof CommanderError) return error.exitCode;
  process.stderr.write(`${asTyped(describeError(error, process.env), startedBy)}\n`);
  return 1;
}

/** Who reads the output may stop before its end, as `head` does: the command still goes on. */
function ignoreNoReader(error: Error): void {
  if (errorCode(error) !== 'EPIPE') throw error;
}

/** Node.js ends with exit code 0 when it runs out of things to wait for, whether the command was done or not. */
function failUnfinished(exitCode: number): void {
  if (exitCode !== 0) return;
  process.stderr.write('The command ended before it was done. This is a bug.\n');
  process.exitCode = 1;
}
