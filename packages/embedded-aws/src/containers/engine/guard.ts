import { spawn } from 'node:child_process';

/** Waits for the end of its input, which comes with the end of whoever started it, and kills the group. */
const SCRIPT = 'read -r _; kill -KILL "-$1"';

/**
 * Sees to it that a process group does not outlive this process, even if that is killed.
 * @param group its number
 * @returns what ends the watch, to be called when the group has ended
 */
export function guard(group: number): () => void {
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'guard', String(group)], {
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without it the group ends with the embedded AWS all the same.
  watcher.on('error', () => undefined);
  return () => {
    watcher.kill('SIGKILL');
  };
}
