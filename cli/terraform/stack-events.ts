import { open } from 'node:fs/promises';
import { whenMissing } from 'plan-review/error-code';

/** A step of one stack that the CDKTF CLI logged. */
export interface StackEvent {
  readonly stack: string;
  /** `init`: terraform is being prepared; `start`, `done`, `failed`: of the deployment or destruction itself. */
  readonly step: 'init' | 'start' | 'done' | 'failed';
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The CDKTF CLI's names for the states of a stack. Source: cdktf-cli, cli-core, `cdktf-stack.ts`, `StackUpdate`. */
const STEPS: Readonly<Record<string, StackEvent['step']>> = { planning: 'start', done: 'done', errored: 'failed' };

/** Reads one line of the CDKTF CLI's debug log. @returns undefined for lines that tell no step */
export function parseLogLine(line: string): StackEvent | undefined {
  const [, time, stack, phase, state] =
    /^\[([^\]]+)\] \[DEBUG\] \S+ - \[([\w-]+)\](?:\((\w+)\))?: ?(\w*)/.exec(line) ?? [];
  if (time === undefined || stack === undefined) return undefined;
  const step = phase === 'init' ? 'init' : phase === undefined ? STEPS[state ?? ''] : undefined;
  return step === undefined ? undefined : { stack, step, at: Date.parse(time) };
}

/** How often the log is looked at, in milliseconds. */
const POLL_MS = 300;

/**
 * Tells of every step that appears in a log file from now on.
 * @returns ends it, after what was logged until then has been told
 */
export function followSteps(logFile: string, onEvent: (event: StackEvent) => void): () => Promise<void> {
  const decoder = new TextDecoder();
  let offset = 0;
  let rest = '';
  const read = async (): Promise<void> => {
    const bytes = await readFrom(logFile, offset);
    offset += bytes.length;
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const event of lines.map(parseLogLine)) if (event !== undefined) onEvent(event);
  };
  let reading = Promise.resolve();
  const timer = setInterval(() => {
    reading = reading.then(read);
  }, POLL_MS);
  return async () => {
    clearInterval(timer);
    await reading.then(read);
  };
}

/** The rest of the file; nothing as long as it does not exist. */
async function readFrom(file: string, offset: number): Promise<Buffer> {
  const handle = await open(file).catch(whenMissing(undefined));
  if (handle === undefined) return Buffer.alloc(0);
  try {
    const buffer = Buffer.alloc(Math.max(0, (await handle.stat()).size - offset));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
