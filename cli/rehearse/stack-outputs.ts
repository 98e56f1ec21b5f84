import { UserError } from '../errors';
import type { RehearsalWorkspace } from '../start/rehearsal-workspace';
import { stateLocation } from '../stacks/manifest';
import { readState } from '../state/state';

/** What a deployed stack publishes. @returns the value of an output that is a text */
export type Outputs = (name: string) => string;

/** Reads the outputs of a deployed stack. @throws UserError if it is not deployed or publishes no such text */
export async function stackOutputs(
  { stacks, env }: Pick<RehearsalWorkspace, 'stacks' | 'env'>,
  name: string,
): Promise<Outputs> {
  const stack = stacks.find((each) => each.name === name);
  const state = stack === undefined ? undefined : await readState(stateLocation(stack), env);
  if (state === undefined) throw new UserError(`Stack ${name} is not deployed.`);
  return (output) => {
    const value = state.outputs[output];
    if (typeof value !== 'string') throw new UserError(`Stack ${name} publishes no text ${output}.`);
    return value;
  };
}
