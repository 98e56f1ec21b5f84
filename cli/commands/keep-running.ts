import { describeError } from '../errors';
import type { Supervision } from '../processes/supervise';
import { asTyped, type StartedBy } from '../started-by';
import type { KeepRunning } from '../start/start';
import { print, tell } from './command';

/**
 * Leaves the embedded AWS up until Ctrl-C, and tells how to get there.
 * @param destroys whether everything is destroyed afterwards
 */
export function keepRunning(
  supervision: Pick<Supervision, 'untilInterrupted'>,
  destroys: boolean,
  startedBy: StartedBy,
): KeepRunning {
  return async ({ variables, folder, error }) => {
    if (error !== undefined) tell(`\n${asTyped(describeError(error), startedBy)}`);
    const exports = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
    print(`\nThe embedded AWS is up. In another terminal:\n\n${exports.join('\n')}\n`);
    const plan = asTyped('npm run plan -- dev-network', startedBy);
    print(`Then for example: ${example(error)}, ${plan}, or terraform in a folder of\n${folder}/stacks`);
    tell(`\nCtrl-C ${destroys && error === undefined ? 'destroys everything and ' : ''}ends it.`);
    await supervision.untilInterrupted();
  };
}

function example(error: unknown): string {
  return error === undefined ? 'aws ecs list-clusters' : 'aws codepipeline list-pipelines';
}
