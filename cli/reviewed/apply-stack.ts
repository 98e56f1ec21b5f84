import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Plan } from 'plan-review/plan/plan';
import { readPlan } from 'plan-review/plan/read-plan';
import { CommandFailed, UserError } from '../errors';
import { captureSuccess } from '../processes/run';
import { withoutHelper } from '../review/placeholders/without-helper';
import { readsOf, type StackRead } from '../review/placeholders/reads';
import { isEmpty, planFolder, type PlanJson } from 'plan-review/terraform/plan-folder';
import { readState } from '../state/state';
import { init, type TerraformCall } from '../terraform/terraform';
import { destroysSomething, unreviewedEffects } from './effects';
import { requireConfiguration, type ReviewedStack } from './verify';

/** The result of applying a reviewed plan. */
export type Applied = 'applied' | 'planned anew, and applied' | 'already applied';

/** Files in the stack's folder while it is applied; they hold secrets and do not outlive it. */
const REVIEWED = 'reviewed.tfplan';
const FRESH = 'fresh.tfplan';

/** What Terraform says of a plan that was made for a state that is no more. */
const STALE = /Saved plan is stale/;

/**
 * Applies what was reviewed of a stack. The plan itself is applied, unless something that it was made from is another
 * now: placeholders, outputs of other stacks, or the state, of which a failed apply may have done a part. Then the
 * stack is planned anew, and nothing is applied that was not reviewed. So is a stack of which something is destroyed.
 * @param folder with the plan files
 * @throws UserError, CommandFailed
 */
export async function applyStack(call: TerraformCall, reviewed: ReviewedStack, folder: string): Promise<Applied> {
  const { plan } = reviewed;
  const lock = path.join(folder, plan.lockFile);
  if (existsSync(lock)) await copyFile(lock, path.join(call.folder, '.terraform.lock.hcl'));
  try {
    await copyFile(path.join(folder, plan.planFile), path.join(call.folder, REVIEWED));
    await init(call);
    const json = withoutHelper(await show(call)) as PlanJson;
    if (plan.placeholders || (await hasOtherOutputs(call, reviewed, json))) return await planAnew(call, json);
    await requireConfiguration(reviewed, folder);
    // A plan file that destroys is not trusted: what it destroys has to follow from the code.
    return destroysSomething(readPlan(json)) ? await planAnew(call, json) : await applySaved(call, json);
  } finally {
    for (const file of [REVIEWED, FRESH]) await rm(path.join(call.folder, file), { force: true });
  }
}

async function applySaved(call: TerraformCall, json: PlanJson): Promise<Applied> {
  try {
    await applyFile(call, REVIEWED);
    return 'applied';
  } catch (error) {
    if (error instanceof CommandFailed && STALE.test(error.output)) return planAnew(call, json);
    throw error;
  }
}

async function planAnew(call: TerraformCall, reviewedJson: PlanJson): Promise<Applied> {
  const file = path.join(call.folder, FRESH);
  const keep = { planFile: file, lockFile: path.join(call.folder, 'fresh.lock.hcl') };
  const json = await planFolder(call, { isDestroyed: false, keep });
  await rm(keep.lockFile, { force: true });
  if (isEmpty(json)) return 'already applied';
  requireReviewed(call.stack, readPlan(reviewedJson), readPlan(json));
  await applyFile(call, FRESH);
  return 'planned anew, and applied';
}

/** @throws UserError that names what was not reviewed */
function requireReviewed(stack: string, reviewed: Plan, planned: Plan): void {
  const unreviewed = unreviewedEffects(reviewed, planned);
  if (unreviewed.length === 0) return;
  throw new UserError(
    [
      `${stack} was planned anew, and now it would do what was not reviewed:`,
      ...unreviewed.map((each) => `  ${each}`),
    ].join('\n'),
    `See it with npm run plan -- ${stack}, and review the change again.`,
  );
}

/** What a plan has read of other states. */
const priorState = z.looseObject({
  prior_state: z
    .looseObject({
      values: z
        .looseObject({
          root_module: z.looseObject({
            resources: z
              .array(
                z.looseObject({
                  type: z.string(),
                  name: z.string(),
                  values: z.looseObject({ outputs: z.record(z.string(), z.unknown()).nullish() }),
                }),
              )
              .default([]),
          }),
        })
        .optional(),
    })
    .optional(),
});

/** Whether a stack that this one reads publishes something else than when the plan was made. */
async function hasOtherOutputs(call: TerraformCall, { stack }: ReviewedStack, json: PlanJson): Promise<boolean> {
  const resources = priorState.parse(json).prior_state?.values?.root_module.resources ?? [];
  const readIn = ({ data }: StackRead): Readonly<Record<string, unknown>> =>
    resources.find(({ type, name }) => type === 'terraform_remote_state' && name === data)?.values.outputs ?? {};
  const changed = await Promise.all(
    readsOf(stack.json).map(async (read) => {
      const now = (await readState(read, call.env))?.outputs ?? {};
      const before = readIn(read);
      return read.outputs.some((output) => JSON.stringify(now[output]) !== JSON.stringify(before[output]));
    }),
  );
  return changed.includes(true);
}

async function show(call: TerraformCall): Promise<unknown> {
  const { stdout } = await run(call, ['show', '-json', '-no-color', REVIEWED]);
  return JSON.parse(stdout);
}

async function applyFile(call: TerraformCall, file: string): Promise<void> {
  await run(call, ['apply', '-input=false', '-no-color', file]);
}

function run(
  { binary, folder, env, stack }: TerraformCall,
  args: readonly string[],
): ReturnType<typeof captureSuccess> {
  return captureSuccess(`terraform ${args[0] ?? ''} of ${stack}`, binary, args, { cwd: folder, env });
}
