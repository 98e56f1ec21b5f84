import { stackIdsOf } from '../../platform/stack-ids';
import { UserError } from '../errors';
import { deployReviewed } from '../reviewed/deploy-reviewed';
import { requireDependencies, requireStateBucket, unselectedDependencies } from '../stacks/requirements';
import { requireVariables } from '../stacks/variables';
import { cdktfAtTerminal } from '../terraform/cdktf';
import { moveGatewayStates } from '../state/move-gateway-state';
import { findRemovedStacks } from '../removed/removed-stacks';
import { openWorkspace, type Workspace } from '../workspace';
import { tell, type AddCommand } from './command';
import { savingState } from './supervised';
import { AUTO_APPROVE, isApproved, parallelismOf } from './approval';

/** What was taken out of the config is still deployed until somebody says otherwise. */
async function tellOfRemoved({ platform, stacks, env }: Workspace): Promise<void> {
  const names = stackIdsOf(platform).map(({ id }) => id);
  const removed = await findRemovedStacks(stacks, env, names);
  if (removed.length === 0) return;
  const list = removed.map(({ name }) => name).join(', ');
  tell(`\nDeployed, but no longer in the config: ${list}.\nTo destroy them: npm run destroy -- --removed`);
}

function noStack(): UserError {
  return new UserError('No stack was named.', "Name stacks, or all of them: npm run deploy -- '*'");
}

/** `npm run deploy -- <stack|glob>`: deploys to the AWS that the environment names. */
export const addDeploy: AddCommand = (program, { paths, env }) => {
  program
    .command('deploy')
    .description('deploy stacks, each after those it depends on')
    .argument(
      '[stack...]',
      'names of stacks, or globs such as "dev-*"; with --reviewed also environments, or nothing: all',
    )
    .option('--reviewed <plans>', 'apply the plans of a review: a folder, or s3://<state bucket>/reviews/<commit>/')
    .option(...AUTO_APPROVE)
    .action((patterns: string[], options: { autoApprove?: true; reviewed?: string }) =>
      savingState(env, async (marked) => {
        if (options.reviewed !== undefined) {
          const reviewed = { source: options.reviewed, patterns, isApproved: isApproved(options, env), tell };
          await deployReviewed(await openWorkspace(paths, marked), reviewed);
          return;
        }
        if (patterns.length === 0) throw noStack();
        const workspace = await openWorkspace(paths, marked, patterns);
        const selected = workspace.stacks;
        requireVariables(selected, workspace.env);
        await requireStateBucket(selected, workspace.env);
        await moveGatewayStates(selected, workspace.env, tell);
        await requireDependencies(selected, workspace.env);
        const isPartial = unselectedDependencies(selected).length > 0;
        await cdktfAtTerminal({
          verb: 'deploy',
          patterns: selected.map(({ name }) => name),
          root: paths.root,
          output: paths.output,
          env: workspace.env,
          parallelism: parallelismOf(isPartial),
          isPartial,
          isApproved: isApproved(options, env),
        });
        await tellOfRemoved(workspace);
      }),
    );
};
