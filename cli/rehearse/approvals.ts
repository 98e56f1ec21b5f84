import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { UserError } from '../errors';
import type { ApprovalStatus, PendingApproval } from './pipeline-watch';

/** How approvals are decided: always in the same way, or by the person at the terminal. */
export type Approver = 'approve' | 'reject' | 'ask';

/** Where a person is asked. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
}

/**
 * @param terminal @default the one that the command runs at
 * @returns what decides on each approval
 */
export function decideBy(
  approver: Approver,
  terminal: Terminal = { input: process.stdin, output: process.stderr },
): (approval: PendingApproval) => Promise<ApprovalStatus> {
  if (approver === 'ask') return (approval) => askAt(terminal, approval);
  return () => Promise.resolve(approver === 'approve' ? 'Approved' : 'Rejected');
}

/** @throws UserError if there is no terminal */
async function askAt({ input, output }: Terminal, { stageName, actionName }: PendingApproval): Promise<ApprovalStatus> {
  if (input.isTTY !== true) {
    throw new UserError(
      `${stageName}/${actionName} waits for an approval, and there is no terminal to ask at.`,
      'Decide beforehand: npm run rehearse -- --approve, or --reject.',
    );
  }
  const dialog = createInterface({ input, output });
  // readline takes Ctrl-C for itself.
  dialog.once('SIGINT', () => {
    process.kill(process.pid, 'SIGINT');
  });
  try {
    const answer = await dialog.question(`${stageName}/${actionName}: approve? Only "yes" is taken for a yes: `);
    return answer.trim() === 'yes' ? 'Approved' : 'Rejected';
  } finally {
    dialog.close();
  }
}
