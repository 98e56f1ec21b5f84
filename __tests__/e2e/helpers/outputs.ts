import { stateLocation } from '../../../cli/stacks/manifest';
import type { Exercise } from '../../../cli/start/exercise';
import { readState } from '../../../cli/state/state';

/** What a deployed stack publishes. @returns the value of an output that is text, by its name */
export async function outputsOf(exercise: Exercise, stackName: string): Promise<(output: string) => string> {
  const stack = exercise.stacks.find(({ name }) => name === stackName);
  if (stack === undefined) throw new Error(`there is no stack ${stackName}`);
  const state = await readState(stateLocation(stack), exercise.env);
  return (output) => {
    const value = state?.outputs[output];
    if (typeof value !== 'string') throw new Error(`${stackName} has no output ${output}`);
    return value;
  };
}
