import { applyBootstrap } from '../../../cli/bootstrap/apply-bootstrap';
import { inParallel } from '../../../cli/in-parallel';
import { captureSuccess } from '../../../cli/processes/run';
import { whatOthersNeed } from '../../../cli/start/deploy-all';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import type { Stack } from '../../../cli/stacks/manifest';
import { typesOf } from '../../../cli/terraform/shared-providers/types-of';
import { init } from '../../../cli/terraform/terraform';
import { quietStep } from './quiet-step';

/** The AWS provider waits for most of a minute until S3 keeps to it. Source: measured, provider 5.100.0. */
const SLOW_TYPE = 'aws_s3_bucket_lifecycle_configuration';

/** Buckets that are made at a time: making one is waiting. */
const BUCKETS_AT_A_TIME = 4;

/** Stacks at a time, at most: most of them wait for AWS or for others. */
const MOST_LANES = 6;

/**
 * Deploys stacks without the CDKTF CLI, whose every command takes seconds of a processor. Buckets
 * with a lifecycle need a minute of waiting, and so do load balancers: the buckets of pipelines are made meanwhile.
 * @param stacks bootstrap and others, each after those that it depends on. @default those of the workspace
 */
export async function deployPlatform(
  workspace: RehearsalWorkspace,
  stacks: readonly Stack[] = workspace.stacks,
): Promise<void> {
  const { bootstrap, terraform } = workspace;
  workspace.providers.offer(typesOf(stacks));
  const bootstrapped = quietStep('Bootstrap', () => applyBootstrap(bootstrap));
  const others = pipelinesLast(stacks.filter(({ name }) => name !== bootstrap.stack.name));
  await whatOthersNeed({ bootstrap, stacks: others, env: workspace.env }, bootstrapped);
  await Promise.all([bootstrapped, quietStep(`Deploy ${others.length} stacks`, () => applyInOrder(workspace, others))]);
  // Until then it is applied in a folder of its own.
  await init({ ...terraform, folder: bootstrap.stack.folder, stack: bootstrap.stack.name });
}

/** No stack depends on a pipeline. */
function pipelinesLast(stacks: readonly Stack[]): Stack[] {
  return [...stacks.filter((stack) => !isPipeline(stack)), ...stacks.filter(isPipeline)];
}

function isPipeline({ name }: Stack): boolean {
  return name.endsWith('-pipeline');
}

/** The lanes take stacks in their order, so what a stack waits for was begun before it. */
async function applyInOrder(workspace: RehearsalWorkspace, stacks: readonly Stack[]): Promise<void> {
  const begun = new Map<string, Promise<void>>();
  const buckets = inParallel(stacks.filter(isPipeline), BUCKETS_AT_A_TIME, (stack) => makeBuckets(workspace, stack));
  const applyAfterOthers = async (stack: Stack): Promise<void> => {
    await Promise.all(stack.dependencies.map((name) => begun.get(name) ?? Promise.resolve()));
    if (isPipeline(stack)) await buckets;
    await applyStack(workspace, stack);
  };
  const applying = (stack: Stack): Promise<void> => {
    const applied = applyAfterOthers(stack);
    begun.set(stack.name, applied);
    return applied;
  };
  const lanes = Math.min(MOST_LANES, Math.ceil(stacks.length / 2));
  await Promise.all([buckets, inParallel(stacks, lanes, applying)]);
}

async function applyStack({ terraform }: RehearsalWorkspace, stack: Stack, ...flags: readonly string[]): Promise<void> {
  const { name, folder } = stack;
  await init({ ...terraform, folder, stack: name });
  const args = ['apply', '-auto-approve', '-input=false', '-no-color', ...flags];
  await captureSuccess(`terraform apply of ${name}`, terraform.binary, args, { cwd: folder, env: terraform.env });
}

async function makeBuckets(workspace: RehearsalWorkspace, stack: Stack): Promise<void> {
  const slow = Object.keys(stack.json.resource?.[SLOW_TYPE] ?? {});
  await applyStack(workspace, stack, ...slow.map((name) => `-target=${SLOW_TYPE}.${name}`));
}
