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
    ({ long, hidden }) =>
      !hidden && long != null && !typed.includes(long) && npmVariablesOf(long).every((name) => env[name] !== undefined),
  );
  if (kept === undefined) return;
  throw new UserError(
    `npm kept the option ${kept.long ?? kept.flags} to itself.`,
    `Put -- before the options: npm run ${command.name()} -- ${kept.flags}`,
  );
}

/**
 * What npm takes some options for: `--head` for a beginning of its own `--heading`, and `--plan` for `-p -l -a -n`.
 * Source: npm documentation, "Using npm: config", "Shorthands and Other CLI Niceties".
 */
const TAKEN_FOR: Readonly<Record<string, readonly string[]>> = {
  '--head': ['heading'],
  '--plan': ['parseable', 'long', 'all'],
};

/** npm sets `--no-<name>` as an empty value of `<name>`. */
function npmVariablesOf(long: string): readonly string[] {
  const names = TAKEN_FOR[long] ?? [long.replace(/^--(no-)?/, '')];
  return names.map((name) => `npm_config_${name.replaceAll('-', '_')}`);
}
