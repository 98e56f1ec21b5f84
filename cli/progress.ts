import { Listr, ListrLogger, ProcessOutput, type ListrTaskWrapper } from 'listr2';
import type { Environment } from './project';

/** Shows what a step is doing now, in one line. */
export type Report = (status: string) => void;

/** Runs one step of a longer task and shows its progress. */
export type Step = <Result>(title: string, action: (report: Report) => Promise<Result>) => Promise<Result>;

/**
 * Shows steps one after the other: as a live list on a terminal, else as plain lines. All of it goes to standard
 * error; standard output is for results.
 * @param env the environment of this process; with `CI` the lines are plain on a terminal, too
 */
export function stepsIn(env: Environment): Step {
  return async (title, action) => {
    const outcome: { value?: Awaited<ReturnType<typeof action>>; error?: unknown } = {};
    const task = async (_: unknown, wrapper: ListrTaskWrapper<unknown, never, never>): Promise<void> => {
      const since = Date.now();
      try {
        outcome.value = await action((status) => {
          if (wrapper.task.output !== status) wrapper.output = status;
        });
        wrapper.title = `${title} (${Math.round((Date.now() - since) / 1000)} s)`;
      } catch (error) {
        outcome.error = error;
        // The list shows that it failed; the caller that catches the error tells why.
        throw new Error('see below', { cause: error });
      }
    };
    await new Listr([{ title, task }], listOptions(env)).run().catch((error: unknown) => {
      throw outcome.error ?? error;
    });
    return outcome.value as Awaited<ReturnType<typeof action>>;
  };
}

function listOptions(env: Environment): object {
  const isLive = process.stderr.isTTY && env['CI'] === undefined;
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  return {
    renderer: isLive ? 'default' : 'simple',
    rendererOptions: { logger, showErrorMessage: false, collapseErrors: false },
    // The supervision decides what happens at Ctrl-C.
    registerSignalListeners: false,
    concurrent: false,
  };
}
