import { load } from './load';

/** Loads what rehearses: the embedded AWS takes a second, which the help and a mistyped option are not to wait for. */
export function loadStart(): typeof import('../start/start').start {
  return (load('../start/start') as typeof import('../start/start')).start;
}
