import type { Command } from 'commander';
import type { Environment, ProjectPaths } from '../project';
import type { StartedBy } from '../started-by';

/** What every command is given. */
export interface CommandContext {
  readonly paths: ProjectPaths;
  /** The folder where the command was typed. */
  readonly startedIn: string;
  readonly env: Environment;
  readonly startedBy: StartedBy;
}

/** Adds a command to the program. */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** Writes a result to standard output. @param text without an end of line */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Tells the person something that is not a result. @param text without an end of line */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
