import { constants } from 'node:os';

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
