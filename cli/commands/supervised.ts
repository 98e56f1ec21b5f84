import { supervise } from '../processes/supervise';
import type { Environment } from '../project';
import { tell } from './command';

/**
 * Runs what may change real resources: at Ctrl-C, and if this process is killed, terraform saves its state and
 * releases its lock before it ends.
 * @param action is given the environment for the programs it starts
 */
export async function savingState(env: Environment, action: (env: Environment) => Promise<void>): Promise<void> {
  const supervision = supervise({
    manner: 'save-state',
    onStop: () => {
      tell('\nStopping: waiting for terraform to finish what it is doing and to save its state.');
    },
  });
  try {
    await action({ ...env, ...supervision.mark });
  } finally {
    await supervision.end();
  }
}
