import { existsSync } from 'node:fs';
import path from 'node:path';
import { failureOutput } from 'plan-review/processes/failure-output';
import { capture } from '../../../cli/processes/run';
import type { Stack } from '../../../cli/stacks/manifest';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { init } from '../../../cli/terraform/terraform';
import { inProviderLanes } from '../../../cli/terraform/provider-lanes';

/** A line of `terraform plan -json`, as far as it matters here. Source: Terraform, "Machine-Readable UI". */
interface PlanEvent {
  readonly type: string;
  readonly change?: { readonly action: string; readonly resource: { readonly resource_type: string } };
  readonly outputs?: Readonly<Record<string, { readonly action?: string }>>;
}

/**
 * Plans stacks of a workspace that are initialized.
 * @param stacks @default all of the workspace
 * @param planFile name of the plan file that each stack's folder gets. @default - none is kept
 * @returns what would change, sorted, e.g. `dev-hello: update aws_ecs_service`; empty if nothing would
 */
export async function plannedChanges(
  workspace: RehearsalWorkspace,
  stacks: readonly Stack[] = workspace.stacks,
  planFile?: string,
): Promise<readonly string[]> {
  const { binary } = workspace.terraform;
  const plans = await inProviderLanes(workspace, stacks, async (stack, env) => {
    const events = await planEvents(stack, { binary, env }, planFile);
    return events.flatMap(changesOf).map((change) => `${stack.name}: ${change}`);
  });
  return plans.flat().sort();
}

async function planEvents(
  { name, folder }: Stack,
  terraform: RehearsalWorkspace['terraform'],
  planFile?: string,
): Promise<PlanEvent[]> {
  const { binary, env } = terraform;
  // What was deployed is prepared already; a stack with another id than then is not.
  if (!existsSync(path.join(folder, '.terraform'))) await init({ ...terraform, folder, stack: name });
  const kept = planFile === undefined ? [] : [`-out=${planFile}`];
  const args = ['plan', '-json', '-input=false', '-lock=false', ...kept];
  const { exitCode, stdout, output } = await capture(binary, args, { cwd: folder, env });
  if (exitCode !== 0) throw new Error(`terraform plan of ${name} failed:\n${failureOutput(output)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PlanEvent);
}

function changesOf({ type, change, outputs = {} }: PlanEvent): string[] {
  if (type === 'planned_change') return [`${change?.action ?? ''} ${change?.resource.resource_type ?? ''}`];
  if (type !== 'outputs') return [];
  return Object.entries(outputs)
    .filter(([, { action }]) => action !== undefined && action !== 'noop')
    .map(([name, { action }]) => `${action ?? ''} output ${name}`);
}
