import { destroyBootstrap } from '../bootstrap/destroy-bootstrap';
import { refuseProtected } from '../stacks/protection';
import { requireNoDependents, requireStateBucket } from '../stacks/requirements';
import { missingDependents, selectStacks } from '../stacks/select';
import { stateLocation, type Stack } from '../stacks/manifest';
import { requireVariables } from '../stacks/variables';
import { cdktfAtTerminal } from '../terraform/cdktf';
import { bootstrapTarget, openWorkspace, type Workspace } from '../workspace';
import { AUTO_APPROVE, confirm, isApproved, parallelismOf } from './approval';
import type { AddCommand } from './command';
import { savingState } from './supervised';

/** `npm run destroy -- <stack|glob>`: destroys stacks at the AWS that the environment names. */
export const addDestroy: AddCommand = (program, { paths, env }) => {
  program
    .command('destroy')
    .description('destroy stacks, each before those it depends on; refused where the config protects')
    .argument('<stack...>', 'names of stacks, or globs such as "dev-*"')
    .option(...AUTO_APPROVE)
    .action((patterns: string[], options: { autoApprove?: true }) =>
      savingState(env, async (marked) => {
        const workspace = await openWorkspace(paths, marked);
        const selected = selectStacks(workspace.stacks, patterns);
        refuseProtected(
          workspace.platform,
          selected.map(({ name }) => name),
        );
        requireVariables(selected, workspace.env);
        await requireStateBucket(selected, workspace.env);
        await requireNoDependents(workspace.stacks, selected, workspace.env);
        await destroySelected(workspace, selected, isApproved(options, env));
      }),
    );
};

/** The bucket of the states goes last, by another way than the rest. */
async function destroySelected(workspace: Workspace, selected: readonly Stack[], approved: boolean): Promise<void> {
  const bootstrap = bootstrapTarget(workspace);
  const others = selected.filter((stack) => stack !== bootstrap.stack);
  if (others.length > 0) await destroyStacks(workspace, others, approved);
  if (!selected.includes(bootstrap.stack)) return;
  const { bucket } = stateLocation(bootstrap.stack);
  if (!approved) await confirm(`Destroy the state bucket ${bucket} with every version of every state?`);
  await destroyBootstrap(bootstrap);
}

async function destroyStacks(workspace: Workspace, stacks: readonly Stack[], approved: boolean): Promise<void> {
  const isPartial = missingDependents(workspace.stacks, stacks).length > 0;
  await cdktfAtTerminal({
    verb: 'destroy',
    patterns: stacks.map(({ name }) => name),
    root: workspace.paths.root,
    output: workspace.paths.output,
    env: workspace.env,
    parallelism: parallelismOf(isPartial),
    isPartial,
    isApproved: approved,
  });
}
