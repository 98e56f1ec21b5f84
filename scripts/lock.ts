import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode } from '../packages/plan-review/src/error-code';

/** How often it is looked whether the lock is free, in milliseconds. */
const POLL_MS = 500;

/**
 * Does something while no other process does it. The lock of a process that has ended is taken over.
 * @param file the lock: there while it is held, with the id of the process that holds it
 */
export function withLock(file: string, action: () => void): void {
  while (!take(file)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  try {
    action();
  } finally {
    rmSync(file);
  }
}

/** @returns whether this process holds the lock now */
function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    if (hasEnded(holderOf(file))) rmSync(file, { force: true });
    return false;
  }
}

/** @returns undefined if it is just being written, or was given back in the meantime */
function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

function hasEnded(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}
