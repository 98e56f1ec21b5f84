import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Socket } from 'node:net';
import path from 'node:path';
import type { Writable } from 'node:stream';
import type { Environment } from '../project';
import { ancestors } from './ancestors';

/** Name of the environment variable by which the processes of a run are known. */
const MARK = 'FARGATE_DELIVERY_RUN';

/** Signals that ask a run to stop. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type StopSignal = (typeof STOP_SIGNALS)[number];

/** What shells show for a program that a signal ended: 128 and the signal's number. */
const EXIT_CODES: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** How often it is checked whether the parents are still there, in milliseconds. */
const PARENT_POLL_MS = 500;

/** Signals that come within this time are one request. */
const SAME_REQUEST_MS = 1000;

type Watchdog = ChildProcessByStdio<Writable, null, null>;

/** `kill`: end every process at once. `save-state`: let terraform save its state and release its lock first. */
export type ShutdownMode = 'kill' | 'save-state';

/** One run of a command that starts processes. */
export interface Supervision {
  /** Add to the environment of every process that the run starts. */
  readonly mark: Readonly<Record<string, string>>;
  /** Waits for Ctrl-C, which does not stop the run during this call. */
  untilInterrupted(): Promise<void>;
  /** Waits for work of this very process that must not end half done: a stop waits for it, too. */
  readonly finish: <Result>(work: Promise<Result>) => Promise<Result>;
  /** Ends every remaining process of the run, in the run's shutdown mode. */
  end(): Promise<void>;
}

/** How a run is supervised. */
export interface SuperviseOptions {
  readonly shutdown: ShutdownMode;
  /** The environment of this process. */
  readonly env: Environment;
  /** Called when the run has to stop before its end. */
  readonly onStop: (signal: StopSignal) => void;
}

/**
 * Ensures that no process of this run outlives it: neither after Ctrl-C, nor after the terminal or npm is gone, nor
 * after a crash or a kill of this very process.
 */
export function supervise({ shutdown, env, onStop }: SuperviseOptions): Supervision {
  const id = randomUUID();
  const watchdog = startWatchdog(`${MARK}=${id}`, shutdown, env);
  const end = async (): Promise<void> => {
    if (watchdog.exitCode !== null) return;
    watchdog.ref();
    watchdog.stdin.end();
    await once(watchdog, 'exit');
  };
  const unfinished = new Set<Promise<unknown>>();
  const finish = <Result>(work: Promise<Result>): Promise<Result> => {
    unfinished.add(work);
    return work.finally(() => unfinished.delete(work));
  };
  const stopNow = (signal: StopSignal): void => {
    onStop(signal);
    // How the work ended is told by the command that awaits it.
    void Promise.allSettled([end(), ...unfinished]).then(() => process.exit(EXIT_CODES[signal]));
  };
  let react = stopNow;
  whenAskedToStop(env, (signal) => {
    react(signal);
  });
  const untilInterrupted = (): Promise<void> =>
    new Promise((resolve) => {
      react = (signal) => {
        react = stopNow;
        if (signal === 'SIGINT') resolve();
        else stopNow(signal);
      };
    });
  return { mark: { [MARK]: id }, untilInterrupted, finish, end };
}

/** Calls back at every signal, and when npm or another parent is gone. */
function whenAskedToStop(env: Environment, callback: (signal: StopSignal) => void): void {
  const parents = ancestors(env).join();
  let last = 0;
  const ask = (signal: StopSignal): void => {
    // Ctrl-C comes twice: from the terminal and, passed on, from npm.
    if (Date.now() - last < SAME_REQUEST_MS) return;
    last = Date.now();
    callback(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, ask);
  const timer = setInterval(() => {
    if (ancestors(env).join() === parents) return;
    clearInterval(timer);
    ask('SIGHUP');
  }, PARENT_POLL_MS);
  timer.unref();
}

/** In a session of its own, so that what the terminal sends to the run does not end it. */
function startWatchdog(mark: string, shutdown: ShutdownMode, env: Environment): Watchdog {
  const file = path.join(__dirname, 'watchdog.mjs');
  const watchdog = spawn(process.execPath, [file, mark, shutdown], {
    detached: true,
    env: { PATH: env['PATH'] },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  // Waiting for it must not keep this process from ending.
  watchdog.unref();
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
  return watchdog;
}
