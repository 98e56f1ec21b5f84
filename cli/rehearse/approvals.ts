import { createInterface } from 'node:readline/promises';
import { UserError } from '../errors';
import type { ApprovalStatus, PendingApproval } from './pipeline-watch';

/** Who decides on approvals: always the same, or whoever sits at the terminal. */
export type Approver = 'approve' | 'reject' | 'ask';

/** @returns what decides on each approval */
export function decideBy(approver: Approver): (approval: PendingApproval) => Promise<ApprovalStatus> {
  if (approver === 'ask') return askAtTerminal;
  return () => Promise.resolve(approver === 'approve' ? 'Approved' : 'Rejected');
}

async function askAtTerminal({ stageName, actionName }: PendingApproval): Promise<ApprovalStatus> {
  if (!process.stdin.isTTY) {
    throw new UserError(
      `${stageName}/${actionName} waits for an approval, and there is no terminal to ask at.`,
      'Decide beforehand: npm run rehearse -- --approve, or --reject.',
    );
  }
  const dialog = createInterface({ input: process.stdin, output: process.stderr });
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
