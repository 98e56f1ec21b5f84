import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

import { RehearsalError } from '../errors';

const SERVER = path.join(__dirname, 'server.py');

/** Milliseconds until a moto that has not said its port is given up; it takes about one second. */
const START_TIMEOUT_MS = 60_000;

/** Settings of moto; names and meaning: moto's documentation, "Configuration Options". */
const SETTINGS = {
  // Roles are given AWS's managed policies by ARN.
  MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
  // Seconds until a certificate counts as validated; moto's 60 would hold up every apply.
  MOTO_ACM_VALIDATION_WAIT: '1',
};

/** How moto is started. */
export interface MotoOptions {
  /** Path of a Python that has moto, see `installMoto`. */
  readonly python: string;
  /** File that takes moto's log of requests and its tracebacks. @default they are thrown away */
  readonly logFile?: string;
  /** Ends moto. */
  readonly signal?: AbortSignal;
}

/** A running moto. */
export interface Moto {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  readonly pid: number;
  /** Ends it; resolves when the process is gone. */
  close(): Promise<void>;
}

/**
 * Starts moto on a free loopback port and waits until it listens. It cannot outlive this process, however that ends:
 * moto goes when its standard input does.
 * @throws RehearsalError if it ends or stays silent instead of starting
 */
export async function startMoto(options: MotoOptions): Promise<Moto> {
  const child = spawnMoto(options);
  const ended = new Promise<void>((resolve) => child.once('close', resolve));
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  options.signal?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  try {
    const port = await readPort(child);
    return { port, pid: child.pid ?? 0, close };
  } catch (error) {
    await close();
    const hint = options.logFile === undefined ? 'Start it with a log file to see why.' : `See ${options.logFile}.`;
    throw new RehearsalError('The embedded AWS (moto) did not start.', hint, { cause: error });
  }
}

/** Its environment is empty but for moto's settings, so that nothing of this machine changes what it does. */
function spawnMoto({ python, logFile }: MotoOptions): ChildProcess {
  const log = logFile === undefined ? 'ignore' : openSync(logFile, 'a');
  try {
    return spawn(python, [SERVER], { env: SETTINGS, stdio: ['pipe', 'pipe', log] });
  } finally {
    if (log !== 'ignore') closeSync(log);
  }
}

/** Reads the first line of output, `{"port": <number>}`. */
function readPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(reason));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS, 'moto said nothing for too long');
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      fail('moto ended before it listened');
    });
    child.stdout?.once('data', (line: Buffer) => {
      clearTimeout(timer);
      resolve((JSON.parse(line.toString()) as { port: number }).port);
    });
  });
}
