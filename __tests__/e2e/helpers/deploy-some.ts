import { APPROVED_MOVES } from './approved-moves';
import { moveGatewayStates } from '../../../cli/state/move-gateway-state';
import { parallelismOf } from '../../../cli/commands/approval';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { selectStacks } from '../../../cli/stacks/select';
import { unselectedDependencies } from '../../../cli/stacks/requirements';
import { cdktfWatched } from '../../../cli/terraform/cdktf';
import { paths } from './run-folder';

/** Deploys some stacks on what is deployed already, as `npm run deploy -- <stack...>` does. */
export async function deploySome(workspace: RehearsalWorkspace, patterns: readonly string[]): Promise<void> {
  const { output } = workspace;
  const { env } = workspace.terraform;
  const stacks = selectStacks(workspace.stacks, patterns);
  await moveGatewayStates(stacks, env, APPROVED_MOVES);
  const isPartial = unselectedDependencies(stacks).length > 0;
  await cdktfWatched(
    {
      verb: 'deploy',
      patterns: stacks.map(({ name }) => name),
      root: paths.root,
      output,
      env,
      parallelism: parallelismOf(isPartial),
      isPartial,
    },
    { stacks, logFolder: workspace.file('cdktf-some'), onProgress: () => undefined },
  );
}
