import { captureSuccess } from '../../../cli/processes/run';
import type { Stack } from '../../../cli/stacks/manifest';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { inProviderLanes } from '../../../cli/terraform/provider-lanes';

/** Name of the plan file in the folder of a stack that {@link applyPlanned} applies. */
export const PLAN_TO_APPLY = 'changes.tfplan';

/** Applies the plans of stacks that do not depend on each other. */
export async function applyPlanned(workspace: RehearsalWorkspace, stacks: readonly Stack[]): Promise<void> {
  if (stacks.length === 0) return;
  const { binary } = workspace.terraform;
  await inProviderLanes(workspace, stacks, ({ name, folder }, env) =>
    captureSuccess(`terraform apply of ${name}`, binary, ['apply', '-input=false', '-no-color', PLAN_TO_APPLY], {
      cwd: folder,
      env,
    }),
  );
}
