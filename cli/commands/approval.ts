import { createInterface } from 'node:readline/promises';
import { UserError } from '../errors';
import type { Environment } from '../project';

/** The option of every command that changes something. */
export const AUTO_APPROVE = ['--auto-approve', 'change everything without asking (always so where CI is set)'] as const;

/** Whether to go on without asking. */
export function isApproved({ autoApprove }: { readonly autoApprove?: true }, env: Environment): boolean {
  return autoApprove === true || (env['CI'] !== undefined && env['CI'] !== 'false');
}

/**
 * Asks before something that cannot be undone.
 * @throws UserError unless the answer is yes
 */
export async function confirm(question: string): Promise<void> {
  const dialog = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await dialog.question(`${question}\nOnly "yes" is taken for a yes: `);
    if (answer.trim() !== 'yes') throw new UserError('Nothing was changed.');
  } finally {
    dialog.close();
  }
}

/** How to ask before something that cannot be undone: not at all where everything is approved. */
export function approval(
  options: { readonly autoApprove?: true },
  env: Environment,
): (question: string) => Promise<void> {
  return isApproved(options, env) ? () => Promise.resolve() : confirm;
}

/** Stacks that are deployed at a time, of all stacks together with those they depend on. */
const STACKS_AT_A_TIME = 4;

/** The CDKTF CLI looks at the order of a part of the stacks only if it takes one at a time. */
export function parallelismOf(isPartial: boolean): number {
  return isPartial ? 1 : STACKS_AT_A_TIME;
}
