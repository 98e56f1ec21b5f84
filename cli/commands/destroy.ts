import path from 'node:path';
import { destroyBootstrap } from '../bootstrap/destroy-bootstrap';
import { UserError } from '../errors';
import { stepsIn } from '../progress';
import { destroyRemoved } from '../removed/destroy-removed';
import { findRemovedStacks } from '../removed/removed-stacks';
import { NAMES, selectNamed } from '../stacks/names';
import { refuseProtected } from '../stacks/protection';
import { requireNoDependents, requireVariablesAndBootstrap } from '../stacks/requirements';
import { missingDependents } from '../stacks/select';
import { stateLocation, type Stack } from '../stacks/manifest';
import { requireMovedStates } from '../state/gateway-state';
import { cdktfAtTerminal } from '../terraform/cdktf';
import { bootstrapTarget, openWorkspace, type Workspace } from '../workspace';
import { AUTO_APPROVE, confirm, isApproved, parallelismOf } from './approval';
import { print, tell, type AddCommand } from './command';
import { savingState } from './supervised';

/** `npm run destroy -- <stack|glob>`: destroys stacks at the AWS that the environment names. */
export const addDestroy: AddCommand = (program, { paths, env }) => {
  program
    .command('destroy')
    .description('destroy stacks, each before those it depends on; refused where the config protects')
    .argument('[stack...]', NAMES)
    .option('--removed', 'the stacks that are deployed but no longer in the config')
    .option(...AUTO_APPROVE)
    .action((patterns: string[], options: { removed?: true; autoApprove?: true }) =>
      savingState(env, async (marked) => {
        requireOneChoice(patterns, options.removed === true);
        const workspace = await openWorkspace(paths, marked);
        if (options.removed === true) {
          await destroyRemovedStacks(workspace, isApproved(options, env));
          return;
        }
        const selected = selectNamed(workspace.platform, workspace.stacks, patterns);
        refuseProtected(
          workspace.platform,
          selected.map(({ name }) => name),
        );
        await requireVariablesAndBootstrap(selected, workspace.env);
        await requireMovedStates(workspace.stacks, workspace.env);
        await requireNoDependents(workspace.stacks, selected, workspace.env);
        await destroySelected(workspace, selected, isApproved(options, env));
      }),
    );
};

/** @throws UserError unless either stacks are named or the removed ones are meant */
function requireOneChoice(patterns: readonly string[], removed: boolean): void {
  if (patterns.length > 0 !== removed) return;
  throw new UserError(
    removed ? `--removed takes no stacks, got ${patterns.join(' ')}.` : 'No stack was named.',
    'Name stacks (npm run destroy -- dev) or those that the config no longer has (npm run destroy -- --removed).',
  );
}

/** What the config no longer has is known by its state alone. */
async function destroyRemovedStacks(workspace: Workspace, approved: boolean): Promise<void> {
  const { stacks, env, terraform, paths } = workspace;
  await requireVariablesAndBootstrap(stacks, env);
  const removed = await findRemovedStacks(stacks, env);
  if (removed.length === 0) {
    print('Everything that is deployed is in the config.');
    return;
  }
  const list = removed.map(({ name, resources }) => `  ${name} (${resources} resources)`);
  tell(['No longer in the config, but deployed:', ...list].join('\n'));
  if (!approved) await confirm('Destroy them, in this order?');
  const scratch = path.join(paths.work, 'removed', String(process.pid));
  await destroyRemoved({ removed, stacks, terraform: { binary: terraform.binary, env }, scratch, step: stepsIn(env) });
}

/** Destroys the state bucket last and with Terraform alone: the CDKTF CLI would need the bucket to save its state in. */
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
