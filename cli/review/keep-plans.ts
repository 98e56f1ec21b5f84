import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { makePrivateFolder } from 'plan-review/files/private';
import type { Stack } from '../stacks/manifest';
import { jsonHash, writePlanFiles, type PlanFile } from './plan-files';
import { isEmpty, type KeptPlan } from 'plan-review/terraform/plan-folder';
import type { StackPlan } from './planning/plan-stack';
import type { NamedCommit } from 'plan-review/sources/git';

/** Where a review keeps its plan files. */
export interface PlanStore {
  readonly keptAs: (stack: Stack) => KeptPlan;
  /** Writes the list of what was kept. */
  write(made: MadePlans): Promise<void>;
}

/** What a review planned. */
export interface MadePlans {
  /** E.g. `1.11.4`. */
  readonly terraformVersion: string;
  readonly base: NamedCommit;
  readonly head: NamedCommit;
  /** In the order in which they are applied. */
  readonly plans: readonly StackPlan[];
}

/** @param folder for the plans; what it held before is gone, as it may be of another change */
export async function keepPlans(folder: string): Promise<PlanStore> {
  await rm(folder, { recursive: true, force: true });
  await makePrivateFolder(folder);
  return {
    keptAs: ({ name }) => ({
      planFile: path.join(folder, `${name}.tfplan`),
      lockFile: path.join(folder, `${name}.lock.hcl`),
    }),
    write: async ({ terraformVersion, base, head, plans }) => {
      const kept = plans.filter(({ outcome }) => outcome.kind === 'planned').map(describePlan);
      await writePlanFiles(folder, {
        version: 1,
        terraformVersion,
        base: { ref: base.ref, commit: base.commit },
        head: { ref: head.ref, commit: head.commit },
        failed: plans.filter(({ outcome }) => outcome.kind === 'failed').map(({ stack }) => stack.name),
        plans: await Promise.all(kept),
      });
    },
  };
}

async function describePlan({ stack, isRemoved, outcome, isApplicable }: StackPlan): Promise<PlanFile> {
  return {
    stack: stack.name,
    isRemoved,
    jsonSha256: jsonHash(await readFile(path.join(stack.folder, 'cdk.tf.json'))),
    planFile: `${stack.name}.tfplan`,
    lockFile: `${stack.name}.lock.hcl`,
    hasChanges: outcome.kind === 'planned' && !isEmpty(outcome.json),
    placeholders: !isApplicable,
  };
}
