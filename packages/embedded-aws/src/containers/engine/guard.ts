import { spawn } from 'node:child_process';

/** Its input ends when the process that started it ends, however that ends: then it kills the group. */
const SCRIPT = 'read -r _; kill -KILL "-$1"';

/**
 * Ensures that a process group does not outlive this process, even if that is killed.
 * @param group its number
 * @returns what ends the watch, to be called when the group has ended
 */
export function guard(group: number): () => void {
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'guard', String(group)], {
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without the watcher, the group still ends when the embedded AWS is closed, but not when it is killed.
  watcher.on('error', ({ message }) => {
    process.emitWarning(`The containers that run are not watched: ${message}`);
  });
  return () => {
    watcher.kill('SIGKILL');
  };
}
