import { readPlan } from 'plan-review/plan/read-plan';
import { inParallel } from '../in-parallel';
import { plansAtATime } from 'plan-review/terraform/parallelism';
import { planFolder } from 'plan-review/terraform/plan-folder';
import { stateLocation, type Stack } from '../stacks/manifest';
import { readState } from '../state/state';
import { terraformCall, type Workspace } from '../workspace';
import { readsOf, type StackRead } from '../review/placeholders/reads';
import { driftOf, type StackDrift, type WaitingStack } from './drift';

/** States read at a time. */
const READS_AT_A_TIME = 8;

/** What was compared, and what could not be; both in deploy order. */
export interface FoundDrift {
  readonly compared: readonly StackDrift[];
  readonly waiting: readonly WaitingStack[];
}

/**
 * Compares every deployed stack with the current code, some at a time. Nothing is locked and nothing is changed. Stacks
 * that are not deployed are left out.
 * @param onPlanned called with every stack that has been compared
 * @throws CommandFailed if terraform cannot plan one
 */
export async function findDrift(
  workspace: Workspace,
  stacks: readonly Stack[],
  onPlanned: (stack: string) => void,
): Promise<FoundDrift> {
  const deployed = await deployedOf(stacks, workspace);
  const waiting = waitingFor(deployed, await missingStacks(deployed, workspace));
  const comparable = deployed.filter(({ name }) => !waiting.some(({ stack }) => stack === name));
  const compared = await inParallel(comparable, plansAtATime(), async (stack) => {
    const json = await planFolder(terraformCall(workspace, stack), { isDestroyed: false });
    onPlanned(stack.name);
    return driftOf(stack.name, readPlan(json));
  });
  return { compared, waiting };
}

/** Finds the stacks that cannot be planned, since they read from others that are missing. */
export function waitingFor(stacks: readonly Stack[], missing: ReadonlySet<string>): WaitingStack[] {
  return stacks
    .map(({ name, json }) => ({
      stack: name,
      missing: readsOf(json)
        .map(({ stack }) => stack)
        .filter((stack) => missing.has(stack)),
    }))
    .filter(({ missing: reads }) => reads.length > 0);
}

/** Which of the stacks that are read have no state, e.g. those of a service that is new in the code. */
async function missingStacks(stacks: readonly Stack[], { env }: Workspace): Promise<ReadonlySet<string>> {
  const reads = new Map<string, StackRead>(
    stacks.flatMap(({ json }) => readsOf(json)).map((read) => [read.stack, read]),
  );
  const states = await inParallel([...reads.values()], READS_AT_A_TIME, async (read) => ({
    stack: read.stack,
    state: await readState(read, env),
  }));
  return new Set(states.filter(({ state }) => state === undefined).map(({ stack }) => stack));
}

async function deployedOf(stacks: readonly Stack[], { env }: Workspace): Promise<readonly Stack[]> {
  const states = await inParallel(stacks, READS_AT_A_TIME, (stack) => readState(stateLocation(stack), env));
  return stacks.filter((_, index) => (states[index]?.resources.length ?? 0) > 0);
}
