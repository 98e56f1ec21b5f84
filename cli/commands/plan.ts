import { NAMES, nothingNamed } from '../stacks/names';
import { requireVariablesAndBootstrap } from '../stacks/requirements';
import { requireMovedStates } from '../state/gateway-state';
import { converse, init } from '../terraform/terraform';
import { openWorkspace, terraformCall } from '../workspace';
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
        for (const stack of selected) {
          tell(`Planning ${stack.name}`);
          await init(terraformCall(workspace, stack));
          await converse(terraformCall(workspace, stack), [
            'plan',
            '-input=false',
            ...(isColorful ? [] : ['-no-color']),
          ]);
        }
      }),
    );
};
