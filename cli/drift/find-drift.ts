import { readPlan } from 'plan-review/plan/read-plan';
import { inParallel } from '../in-parallel';
import { plansAtATime } from 'plan-review/terraform/parallelism';
import { planFolder } from 'plan-review/terraform/plan-folder';
import { stateLocation, type Stack } from '../stacks/manifest';
import { readState } from '../state/state';
import { terraformCall, type Workspace } from '../workspace';
import { driftOf, type StackDrift } from './drift';

/** States read at a time. */
const READS_AT_A_TIME = 8;

/**
 * Compares every deployed stack with the current code, some at a time. Nothing is locked and nothing is changed.
 * @param onPlanned called with every stack that has been compared
 * @returns in deploy order; stacks that are not deployed are left out
 * @throws CommandFailed if terraform cannot plan one
 */
export async function findDrift(
  workspace: Workspace,
  stacks: readonly Stack[],
  onPlanned: (stack: string) => void,
): Promise<StackDrift[]> {
  const deployed = await deployedOf(stacks, workspace);
  return inParallel(deployed, plansAtATime(), async (stack) => {
    const json = await planFolder(terraformCall(workspace, stack), { isDestroyed: false });
    onPlanned(stack.name);
    return driftOf(stack.name, readPlan(json));
  });
}

async function deployedOf(stacks: readonly Stack[], { env }: Workspace): Promise<readonly Stack[]> {
  const states = await inParallel(stacks, READS_AT_A_TIME, (stack) => readState(stateLocation(stack), env));
  return stacks.filter((_, index) => (states[index]?.resources.length ?? 0) > 0);
}
