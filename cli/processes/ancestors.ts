import { readFileSync } from 'node:fs';
import { errorCode } from 'plan-review/error-code';
import type { Environment } from '../project';

/**
 * The processes that this one works for: its parent, and npm above the shell that npm may start in between. The system
 * does not announce that a parent was killed: it only gives the child another parent.
 * @returns process ids; compare two results to find out whether a parent has ended
 */
export function ancestors(env: Environment): readonly number[] {
  const parent = process.ppid;
  const grandparent = env['npm_lifecycle_event'] === undefined ? undefined : parentOf(parent);
  return grandparent === undefined ? [parent] : [parent, grandparent];
}

/** @returns undefined on systems without /proc; there, npm's shell replaces itself with the program it starts */
function parentOf(pid: number): number | undefined {
  try {
    // Source: proc(5), /proc/pid/stat: the name, which may hold anything, is in parentheses; then state and parent.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch (error) {
    // No such file: the system has no /proc, or the process has ended.
    if (['ENOENT', 'ESRCH'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}
