import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { isConnectionError } from '../../../error-kinds';
import type { Clock } from '../../../clock';

/** Milliseconds of real time between two looks at a port. */
const INTERVAL_MS = 100;

/** Milliseconds of real time that a process gets to open its ports, however hurried the clock is. */
const LIMIT_MS = 10_000;

/**
 * Resolves when all ports are open, or when a process has had its time to open them: it may never mean to.
 * @param ports on 127.0.0.1
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function portsOpened(clock: Clock, ports: readonly number[], signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  try {
    await Promise.race([Promise.all(ports.map((port) => portOpened(port, either))), clock.limit(LIMIT_MS, either)]);
  } finally {
    done.abort();
  }
}

async function portOpened(port: number, signal: AbortSignal): Promise<void> {
  while (!(await isOpen(port))) await wait(INTERVAL_MS, undefined, { signal });
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    if (!isConnectionError(error)) throw error;
    return false;
  } finally {
    socket.destroy();
  }
}
