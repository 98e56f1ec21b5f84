import { existsSync } from 'node:fs';
import path from 'node:path';
import { failureOutput } from 'plan-review/processes/failure-output';
import { capture } from '../../../cli/processes/run';
import type { Stack } from '../../../cli/stacks/manifest';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { typesOf } from '../../../cli/terraform/shared-providers/types-of';
import { init } from '../../../cli/terraform/terraform';
import { inParallel } from '../../../cli/in-parallel';

/** More than there are processors: each waits for AWS most of the time. */
const STACKS_AT_A_TIME = 4;

/** A line of `terraform plan -json`, as far as it matters here. Source: Terraform, "Machine-Readable UI". */
interface PlanEvent {
  readonly type: string;
  readonly change?: { readonly action: string; readonly resource: { readonly resource_type: string } };
  readonly outputs?: Readonly<Record<string, { readonly action?: string }>>;
}

/**
 * Plans stacks of a workspace that are initialized.
 * @param stacks @default all of the workspace
 * @returns what would change, sorted, e.g. `dev-hello: update aws_ecs_service`; empty if nothing would
 */
export async function plannedChanges(
  workspace: RehearsalWorkspace,
  stacks: readonly Stack[] = workspace.stacks,
): Promise<readonly string[]> {
  return changesBy(['plan', '-lock=false'], workspace, stacks);
}

/** Applies stacks that do not depend on each other. @returns what changed, as {@link plannedChanges} tells it */
export async function appliedChanges(
  workspace: RehearsalWorkspace,
  stacks: readonly Stack[],
): Promise<readonly string[]> {
  return changesBy(['apply', '-auto-approve'], workspace, stacks);
}

async function changesBy(
  command: readonly string[],
  workspace: RehearsalWorkspace,
  stacks: readonly Stack[],
): Promise<readonly string[]> {
  workspace.providers.offer(typesOf(stacks));
  const changes = await inParallel(stacks, STACKS_AT_A_TIME, async (stack) => {
    const events = await eventsOf(command, stack, workspace.terraform);
    return events.flatMap(changesOf).map((change) => `${stack.name}: ${change}`);
  });
  return changes.flat().sort();
}

async function eventsOf(
  command: readonly string[],
  { name, folder }: Stack,
  terraform: RehearsalWorkspace['terraform'],
): Promise<PlanEvent[]> {
  const { binary, env } = terraform;
  // What was deployed is prepared already; a stack with another id or backend than then is not.
  if (!existsSync(path.join(folder, '.terraform', 'terraform.tfstate')))
    await init({ ...terraform, folder, stack: name });
  const args = [...command, '-json', '-input=false'];
  const { exitCode, stdout, output } = await capture(binary, args, { cwd: folder, env });
  if (exitCode !== 0) throw new Error(`terraform ${command.join(' ')} of ${name} failed:\n${failureOutput(output)}`);
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
