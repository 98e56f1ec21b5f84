import { readFileSync } from 'node:fs';
import type { Environment } from '../project';

/**
 * Who must be alive for this process to have a purpose: its parent, and npm above the shell that npm may have put
 * between. If one of them is killed, nobody tells: its children are handed to another parent.
 * @returns process ids; compare two results to see whether somebody is gone
 */
export function ancestors(env: Environment): readonly number[] {
  const parent = process.ppid;
  const grandparent = env['npm_lifecycle_event'] === undefined ? undefined : parentOf(parent);
  return grandparent === undefined ? [parent] : [parent, grandparent];
}

/** @returns undefined where the system does not tell; there, npm's shell makes way for the program it starts */
function parentOf(pid: number): number | undefined {
  try {
    // Source: proc(5), /proc/pid/stat: the name, which may hold anything, is in parentheses; then state and parent.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
