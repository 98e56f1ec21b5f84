import { createInterface } from 'node:readline/promises';
import { UserError } from '../errors';
import type { Terminal } from '../rehearse/approvals';

/** Asks the person at a terminal. */
export interface Dialog {
  /** Shows a text, without an end of line. */
  tell(text: string): void;
  /** The answer to a question, without spaces around it. @throws UserError at Ctrl-C, and at the end of the input */
  ask(question: string): Promise<string>;
  close(): void;
}

/** Opens a dialog at a terminal. */
export function openDialog({ input, output }: Terminal): Dialog {
  const lines = createInterface({ input, output, terminal: true });
  const ended = new Promise<never>((_, reject) => {
    lines.once('close', () => {
      reject(new UserError('\nNothing was written.'));
    });
  });
  // Without a question that waits for it, the end is no error.
  ended.catch(() => undefined);
  // readline takes Ctrl-C for itself.
  lines.once('SIGINT', () => {
    lines.close();
  });
  return {
    tell: (text) => void output.write(`${text}\n`),
    ask: async (question) => {
      // Node.js 24 rejects the question at the end of the input, Node.js 20 does not.
      const answer = await Promise.race([lines.question(question).catch(() => ended), ended]);
      return answer.trim();
    },
    close: () => {
      lines.close();
    },
  };
}
