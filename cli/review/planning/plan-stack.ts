import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from 'plan-review/error-code';
import type { Placeholder } from 'plan-review/report/review';
import { CommandFailed } from '../../errors';
import type { Stack } from '../../stacks/manifest';
import { stateLocation } from '../../stacks/manifest';
import type { TerraformCall } from '../../terraform/terraform';
import { plannedOutputs, type PlannedOutputs } from '../placeholders/planned-outputs';
import { readsOf } from '../placeholders/reads';
import { placeholderStateFor, type PlaceholderState } from '../placeholders/placeholder-state';
import { stateWith } from '../placeholders/state-file';
import { withPlaceholders, type PlaceholderJson } from '../placeholders/placeholder-json';
import { withoutHelper } from '../placeholders/without-helper';
import { LOCK_FILE } from '../record/lock-file';
import { awsOf } from './aws-of';
import { withoutSecrets } from 'plan-review/output/without-secrets';
import { planFolder, type PlanJson } from 'plan-review/terraform/plan-folder';
import type { Keys } from './keys';
import type { States } from './states';

/** A stack that is planned. */
export interface PlanTarget {
  readonly stack: Stack;
  /** Whether the config no longer has it: its destruction is planned, from the JSON of base. */
  readonly isRemoved: boolean;
}

/** A plan that was made. */
export interface PlannedOutcome {
  readonly kind: 'planned';
  readonly json: PlanJson;
  /** What Terraform wrote into `.terraform.lock.hcl`; empty if it installed no provider. */
  readonly lockFile: string;
}

/** The result of planning a stack. */
export interface StackPlan extends PlanTarget {
  readonly outcome: PlannedOutcome | { readonly kind: 'failed'; readonly message: string };
  readonly placeholders: readonly Placeholder[];
  /** Texts in the plan that stand for values of other stacks which are not known yet. */
  readonly madeUp: readonly string[];
  /** Whether there is a bucket for its state. */
  readonly hasBucket: boolean;
}

/** What planning needs, but for the stack. */
export interface Planner {
  readonly terraform: Omit<TerraformCall, 'folder' | 'stack'>;
  readonly states: States;
  readonly keys: Keys;
  /** Every stack of the same side, for what it says of its outputs. */
  readonly stacks: readonly Stack[];
  /** Folder for copies of stacks. */
  readonly work: string;
}

/**
 * Plans a copy of a stack, with stand-ins for what other stacks have not published yet.
 * @param upstream what the plans of this review will publish, by stack
 */
export async function planStack(
  planner: Planner,
  target: PlanTarget,
  upstream: ReadonlyMap<string, PlannedOutputs>,
): Promise<StackPlan> {
  const placeholderStates = await findPlaceholderStates(planner, target.stack, upstream);
  const hasBucket = await planner.states.hasBucket(stateLocation(target.stack));
  const missingKeys = await planner.keys.missingIn(target.stack);
  const folder = await prepare(planner.work, target.stack, { placeholderStates, missingKeys, hasBucket });
  const common = {
    ...target,
    placeholders: placeholderStates.flatMap(({ placeholders }) => placeholders),
    madeUp: placeholderStates.flatMap((each) => each.madeUp),
    hasBucket,
  };
  try {
    const call = { ...planner.terraform, folder, stack: target.stack.name };
    const json = await planFolder(call, { isDestroyed: target.isRemoved });
    const lockFile = await readLock(folder);
    return { ...common, outcome: { kind: 'planned', json: withoutHelper(json) as PlanJson, lockFile } };
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return { ...common, outcome: { kind: 'failed', message: withoutSecrets(error.output, planner.terraform.env) } };
  }
}

async function readLock(folder: string): Promise<string> {
  return readFile(path.join(folder, LOCK_FILE), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
}

/** What a plan will publish; undefined if there is none. */
export function outputsOf({ outcome }: StackPlan): PlannedOutputs | undefined {
  return outcome.kind === 'planned' ? plannedOutputs(outcome.json) : undefined;
}

async function findPlaceholderStates(
  { states, stacks }: Planner,
  stack: Stack,
  upstream: ReadonlyMap<string, PlannedOutputs>,
): Promise<PlaceholderState[]> {
  const found = readsOf(stack.json).map(async (read) => {
    const known = {
      state: await states.stateAt(read),
      planned: upstream.get(read.stack),
      stack: stacks.find(({ name }) => name === read.stack),
    };
    return placeholderStateFor(read, known, awsOf(stack.json));
  });
  return (await Promise.all(found)).filter((placeholderState) => placeholderState !== undefined);
}

/** What is not there yet of what a stack reads. */
interface Missing extends Pick<PlaceholderJson, 'placeholderStates' | 'missingKeys'> {
  readonly hasBucket: boolean;
}

/** The copy has the bytes of the stack, unless it needs stand-ins. */
async function prepare(
  work: string,
  stack: Stack,
  { placeholderStates, missingKeys, hasBucket }: Missing,
): Promise<string> {
  const folder = path.join(work, stack.name);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'cdk.tf.json');
  if (placeholderStates.length === 0 && missingKeys.length === 0 && hasBucket) {
    await copyFile(path.join(stack.folder, 'cdk.tf.json'), file);
    return folder;
  }
  const stateFileOf = ({ read }: PlaceholderState): string => path.join(folder, 'stand-ins', `${read.data}.tfstate`);
  await mkdir(path.join(folder, 'stand-ins'));
  for (const placeholderState of placeholderStates)
    await writeFile(stateFileOf(placeholderState), stateWith(placeholderState.outputs));
  const localState = hasBucket ? undefined : path.join(folder, 'local.tfstate');
  // In lines, of which Terraform quotes one where something is wrong.
  await writeFile(
    file,
    JSON.stringify(
      withPlaceholders(stack.json, { placeholderStates, missingKeys, stateFileOf, localState }),
      undefined,
      2,
    ),
  );
  return folder;
}
