import { stackIdsOf } from '../../platform/stack-ids';
import { deployReviewed } from '../reviewed/deploy-reviewed';
import { NAMES, nothingNamed } from '../stacks/names';
import { requireDependencies, requireVariablesAndBootstrap, unselectedDependencies } from '../stacks/requirements';
import { releasesOf, waitForReleases } from '../releases/wait-for-releases';
import { cdktfAtTerminal } from '../terraform/cdktf';
import { moveGatewayStates } from '../state/move-gateway-state';
import { findRemovedStacks } from '../removed/removed-stacks';
import { openWorkspace, type Workspace } from '../workspace';
import { tell, type AddCommand } from './command';
import { savingState } from './supervised';
import { approval, AUTO_APPROVE, isApproved, parallelismOf } from './approval';

/** A stack that was removed from the config stays deployed until it is destroyed by name. */
async function tellOfRemoved({ platform, stacks, env }: Workspace): Promise<void> {
  const names = stackIdsOf(platform).map(({ id }) => id);
  const removed = await findRemovedStacks(stacks, env, names);
  if (removed.length === 0) return;
  const list = removed.map(({ name }) => name).join(', ');
  tell(`\nDeployed, but no longer in the config: ${list}.\nTo destroy them: npm run destroy -- --removed`);
}

/** `npm run deploy -- <stack|glob>`: deploys to the AWS that the environment names. */
export const addDeploy: AddCommand = (program, { paths, env }) => {
  program
    .command('deploy')
    .description('deploy stacks, each after those it depends on')
    .argument('[stack...]', `${NAMES}; none with --reviewed: all that the review planned`)
    .option(
      '--reviewed <review>',
      'deploy what a review found, and nothing else: its folder, or s3://<state bucket>/reviews/<commit>/',
    )
    .option(...AUTO_APPROVE)
    .action((patterns: string[], options: { autoApprove?: true; reviewed?: string }) =>
      savingState(env, async (marked, finish) => {
        if (options.reviewed !== undefined) {
          const reviewed = { source: options.reviewed, patterns, isApproved: isApproved(options, env), tell, finish };
          await deployReviewed(await openWorkspace(paths, marked), reviewed);
          return;
        }
        if (patterns.length === 0) throw nothingNamed('deploy');
        const workspace = await openWorkspace(paths, marked, patterns);
        const selected = workspace.stacks;
        const names = selected.map(({ name }) => name);
        await requireVariablesAndBootstrap(selected, workspace.env);
        await moveGatewayStates(selected, workspace.env, { tell, approve: approval(options, env), finish });
        await requireDependencies(selected, workspace.env);
        await waitForReleases(names, releasesOf(workspace, tell));
        const isPartial = unselectedDependencies(selected).length > 0;
        await cdktfAtTerminal({
          verb: 'deploy',
          patterns: names,
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
