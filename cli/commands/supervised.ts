import { supervise, type Supervision } from '../processes/supervise';
import type { Environment } from '../project';
import { tell } from './command';

/**
 * Runs what may change real resources: at Ctrl-C, and if this process is killed, terraform saves its state and
 * releases its lock before it ends.
 * @param action is given the environment for the programs it starts, and what a stop waits for
 */
export async function savingState(
  env: Environment,
  action: (env: Environment, finish: Supervision['finish']) => Promise<void>,
): Promise<void> {
  const supervision = supervise({
    shutdown: 'save-state',
    env,
    onStop: () => {
      tell('\nStopping: waiting for terraform to finish what it is doing and to save its state.');
    },
  });
  try {
    await action({ ...env, ...supervision.mark }, supervision.finish);
  } finally {
    await supervision.end();
  }
}

/**
 * Runs what changes nothing but the embedded AWS, which ends with this process: at Ctrl-C, and if this process is
 * killed, every program that it has started ends at once.
 */
export async function rehearsing(env: Environment, action: (supervision: Supervision) => Promise<void>): Promise<void> {
  const supervision = supervise({
    shutdown: 'kill',
    env,
    onStop: () => {
      tell('\nStopping: ending every process of this run.');
    },
  });
  try {
    await action(supervision);
  } finally {
    await supervision.end();
  }
}
