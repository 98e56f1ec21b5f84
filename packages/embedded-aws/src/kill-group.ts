import { codeOf } from './error-kinds';

/** Sends a signal to a process group; it is no error if the group has ended already. */
export function killGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}
