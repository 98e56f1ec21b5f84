import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { paths } from './run-folder';

/** Ends the processes of one test file. */
export interface Watchdog {
  /** Add to the environment of every process that the tests start. */
  readonly mark: Readonly<Record<string, string>>;
  /** Ends those that still live: after a test that ran out of time, terraform does. */
  end(): Promise<void>;
}

/** Ensures that no process of the tests outlives them, even if they are killed. */
export function startWatchdog(): Watchdog {
  const mark = { FARGATE_DELIVERY_RUN: randomUUID() };
  const file = path.join(paths.root, 'cli', 'processes', 'watchdog.mjs');
  const watchdog = spawn(process.execPath, [file, `FARGATE_DELIVERY_RUN=${mark.FARGATE_DELIVERY_RUN}`, 'kill'], {
    detached: true,
    env: { PATH: process.env['PATH'] },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  return {
    mark,
    end: async () => {
      watchdog.stdin.end();
      await once(watchdog, 'exit');
    },
  };
}
