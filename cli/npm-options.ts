import type { Command } from 'commander';
import { UserError } from './errors';
import type { Environment } from './project';

/**
 * Refuses to run a command without an option that was typed before `--`: npm takes such options for settings of its own
 * and hands them on only as variables `npm_config_<name>`.
 * Source: npm documentation, "Using npm: config", "Environment Variables" and "Command Line Flags".
 * @param typed the words of the command line that the command was given
 * @throws UserError with the way to type the option
 */
export function requireNoOptionsOfNpm(command: Command, typed: readonly string[], env: Environment): void {
  const kept = command.options.find(
    ({ long, hidden }) => !hidden && long != null && !typed.includes(long) && env[npmVariableOf(long)] !== undefined,
  );
  if (kept === undefined) return;
  throw new UserError(
    `npm kept the option ${kept.long ?? kept.flags} to itself.`,
    `Put -- before the options: npm run ${command.name()} -- ${kept.flags}`,
  );
}

/** npm sets `--no-<name>` as an empty value of `<name>`. */
function npmVariableOf(long: string): string {
  return `npm_config_${long.replace(/^--(no-)?/, '').replaceAll('-', '_')}`;
}
