import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from 'plan-review/findings/finding';
import type { Review } from 'plan-review/report/review';
import { readPlan } from 'plan-review/plan/read-plan';
import { reviewOf, type PlannedStack } from 'plan-review/review-of';
import { findTerraform, type Terraform } from 'plan-review/terraform/find-terraform';
import type { Environment, ProjectPaths } from '../project';
import type { Step } from '../progress';
import { stateLocation, type Stack } from '../stacks/manifest';
import type { StateLocation } from '../../platform/states';
import { requireMovedStates } from '../state/gateway-state';
import { requireVariables } from '../stacks/variables';
import { terraformEnvironment } from '../terraform/environment';
import { compareStacks, type StackComparison } from './compare-stacks';
import { checkPolicy } from './check-policy';
import { baseProblemFinding, planningFindings } from './findings';
import { downstreamStacks } from './downstream-stacks';
import { awsOf } from './planning/aws-of';
import { planAll } from './planning/plan-all';
import type { StackPlan } from './planning/plan-stack';
import { Keys } from './planning/keys';
import { States } from './planning/states';
import type { MadeReview } from './record/make-record';
import { renamedStacks } from './sources/renamed-stacks';
import { synthesizeSides, type Sides } from './sources/sides';

/** What is reviewed, and with what. */
export interface StackReviewOptions {
  readonly paths: ProjectPaths;
  /** Names the AWS whose states count. */
  readonly env: Environment;
  /** E.g. `origin/main`. */
  readonly base: string;
  /** @default the working tree */
  readonly head?: string;
  /** Private folder for what is thrown away afterwards. */
  readonly work: string;
  /** Whether checkov looks for what the change brings. */
  readonly checksPolicy: boolean;
  readonly step: Step;
  readonly tell: (text: string) => void;
}

/** A review of stacks, what it was made from, and the bucket that keeps their states. */
export interface StackReview {
  readonly review: Review;
  /** Where one of the states is, or will be: a platform has one bucket for all. @default - head has no stack */
  readonly states?: StateLocation;
  /** For the record that a deployment compares with. @default - nothing was planned */
  readonly made?: MadeReview;
}

/**
 * Reviews what a change does to the stacks of the project: those whose JSON it changes are planned.
 * @throws UserError, ConfigError, CommandFailed if head cannot be reviewed
 */
export async function reviewStacks(options: StackReviewOptions): Promise<StackReview> {
  const terraform = await findTerraform(options.env, options.paths.root);
  const sides = await options.step('Synthesize both sides', () => synthesizeSides(options));
  return reviewSides(sides, terraform, options);
}

/** What {@link reviewStacks} does after synthesis. */
export async function reviewSides(
  given: Sides,
  terraform: Terraform,
  options: Omit<StackReviewOptions, 'base' | 'head'>,
): Promise<StackReview> {
  const { step, work } = options;
  const base = { ...given.base, stacks: await renamedStacks(given.base.stacks, given.head.stacks) };
  const sides = { ...given, base };
  const affected = await compareStacks(sides.base.stacks, sides.head.stacks);
  requireVariables([...affected.changed, ...affected.removed], options.env);
  await requireMovedStates(affected.changed, options.env);
  const planWork = path.join(work, 'plans');
  await mkdir(planWork, { recursive: true });
  const plans = await planAffected(options, { terraform, sides, affected, work: planWork });
  const policy = options.checksPolicy
    ? await step('Check policies', (tell) => checkPolicy(sides.base.stacks, affected, { ...options, tell }))
    : [];
  const [first] = sides.head.stacks;
  const review = reviewPlans(sides, affected, plans, policy);
  const { verdict, base: from, head } = review;
  const made = { terraformVersion: terraform.version, base: from, head, verdict, plans };
  return { review, made, ...(first && { states: stateLocation(first) }) };
}

/** What planning needs beside the options. */
interface Planning {
  readonly terraform: Terraform;
  readonly sides: Sides;
  readonly affected: StackComparison;
  readonly work: string;
}

async function planAffected(
  options: Pick<StackReviewOptions, 'env' | 'paths' | 'step'>,
  planning: Planning,
): Promise<StackPlan[]> {
  const { affected, sides, work, terraform } = planning;
  const targets = [
    ...affected.changed.map((stack) => ({ stack, isRemoved: false })),
    ...affected.removed.map((stack) => ({ stack, isRemoved: true })),
  ];
  if (targets.length === 0) return [];
  const stacks = targets.map(({ stack }) => stack);
  const env = await terraformEnvironment({ env: options.env, paths: options.paths, terraform, stacks });
  const planner = {
    terraform: { binary: terraform.binary, env },
    states: new States(env),
    keys: new Keys(env),
    stacks: [...sides.head.stacks, ...affected.removed],
    work,
  };
  return options.step(`Plan ${targets.length} of ${sides.head.stacks.length} stacks`, (report) => {
    let count = 0;
    return planAll(planner, targets, ({ stack }) => {
      count += 1;
      report(`${count} of ${targets.length} planned, the last was ${stack.name}`);
    });
  });
}

function reviewPlans(
  sides: Sides,
  affected: StackComparison,
  plans: readonly StackPlan[],
  policy: readonly Finding[],
): Review {
  const stacks = plans.map(plannedStack);
  const outputs = new Map(
    stacks.map(({ stack, result }) => [stack, result.kind === 'planned' ? result.plan.outputs : []]),
  );
  return reviewOf({
    stacks,
    findings: [
      ...(sides.baseProblem === undefined ? [] : [baseProblemFinding(sides.base.ref, sides.baseProblem)]),
      ...planningFindings(plans),
      ...policy,
    ],
    region: regionOf([...affected.changed, ...affected.removed]),
    unchangedStackCount: affected.unchanged.length,
    following: downstreamStacks(affected.unchanged, outputs),
    base: { ref: sides.base.ref, commit: sides.base.commit },
    head: { ref: sides.head.ref, commit: sides.head.commit },
  });
}

function plannedStack({ stack, outcome, placeholders }: StackPlan): PlannedStack {
  if (outcome.kind === 'failed') return { stack: stack.name, result: outcome, placeholders };
  return { stack: stack.name, result: { kind: 'planned', plan: readPlan(outcome.json) }, placeholders };
}

/** A platform has one region. */
function regionOf([stack]: readonly Stack[]): string {
  return stack === undefined ? '' : awsOf(stack.json).region;
}
