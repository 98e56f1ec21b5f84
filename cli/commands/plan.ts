import { NAMES, nothingNamed } from '../stacks/names';
import { requireVariablesAndBootstrap } from '../stacks/requirements';
import { requireMovedStates } from '../state/gateway-state';
import { converse, init } from '../terraform/terraform';
import { stateLocation, type Stack } from '../stacks/manifest';
import { readState } from '../state/state';
import { withPlanningProviders, type PlanningProviders } from '../terraform/shared-providers/planning-providers';
import { typesOf } from '../terraform/shared-providers/types-of';
import { openWorkspace, terraformCall, type Workspace } from '../workspace';
import { tell, type AddCommand } from './command';
import { savingState } from './supervised';

/** `npm run plan -- <stack>`: what a deployment would change at the AWS that the environment names. */
export const addPlan: AddCommand = (program, { paths, env }) => {
  program
    .command('plan')
    .description('show what a deployment would change')
    .argument('[stack...]', NAMES)
    .action((patterns: string[]) =>
      savingState(env, async (marked) => {
        if (patterns.length === 0) throw nothingNamed('plan');
        const workspace = await openWorkspace(paths, marked, patterns);
        const selected = workspace.stacks;
        await requireVariablesAndBootstrap(selected, workspace.env);
        await requireMovedStates(selected, workspace.env);
        const isColorful = process.stdout.isTTY && env['NO_COLOR'] === undefined;
        const args = ['plan', '-input=false', ...(isColorful ? [] : ['-no-color'])];
        await withPlanningProviders(workspace.env, async (providers) => {
          for (const stack of selected) await planStack(workspace, stack, providers, args);
        });
      }),
    );
};

async function planStack(
  workspace: Workspace,
  stack: Stack,
  providers: PlanningProviders,
  args: readonly string[],
): Promise<void> {
  tell(`Planning ${stack.name}`);
  const call = terraformCall(workspace, stack);
  await init(call);
  const state = await readState(stateLocation(stack), workspace.env);
  const env = await providers.environmentOf(stack.folder, [...typesOf([stack]), ...(state?.types ?? [])]);
  await converse({ ...call, env }, args);
}
