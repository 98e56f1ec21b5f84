import { CommandFailed, UserError } from 'plan-review/errors';
import { ConfigError } from '../config/config-error';
import { awsFault } from './faults/aws-fault';
import { hintForOutput } from './faults/terraform-hints';
import type { Environment } from './project';

/** The errors of the commands are those of the package plan-review, so that one `catch` handles both. */
export { CommandFailed, UserError } from 'plan-review/errors';

/**
 * What a person reads when a command fails: a message for mistakes and for what the network or AWS refuses, everything
 * there is for bugs.
 * @param env of the command, for what to check. @default none of it is named
 */
export function describeError(error: unknown, env: Environment = {}): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof UserError || hasHint(error)) {
    const ofOutput = error instanceof CommandFailed ? hintForOutput(error.output) : undefined;
    return [error.message, ofOutput, error.hint].filter((text) => text !== undefined).join('\n');
  }
  const fault = awsFault(error, env);
  if (fault !== undefined) return `A request over the network failed: ${fault.why}.\n${fault.hint}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Errors of the other packages say what to do in the same way; those packages may not be installed. */
function hasHint(error: unknown): error is Error & { readonly hint: string } {
  return error instanceof Error && 'hint' in error && typeof error.hint === 'string';
}
