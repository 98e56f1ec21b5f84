import { constants } from 'node:os';

/** Sends a signal to a process group; it may have gone already. */
export function killGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * The signal that an image wants to be stopped with.
 * @param text of STOPSIGNAL: a number, or a name with or without SIG @default SIGTERM
 */
export function signalOf(text = 'SIGTERM'): NodeJS.Signals {
  const known = Object.entries(constants.signals) as [NodeJS.Signals, number][];
  const wanted = text.toUpperCase();
  const found = known.find(([name, number]) => [name, name.slice('SIG'.length), String(number)].includes(wanted));
  return found?.[0] ?? 'SIGTERM';
}
