import { applyBootstrap } from '../../../cli/bootstrap/apply-bootstrap';
import { inParallel } from '../../../cli/in-parallel';
import { captureSuccess } from '../../../cli/processes/run';
import { stateBucketOf } from '../../../cli/start/deploy-all';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import type { Stack } from '../../../cli/stacks/manifest';
import { init } from '../../../cli/terraform/terraform';
import { quietStep } from './quiet-step';

/** The AWS provider waits for most of a minute until S3 keeps to it. Source: measured, provider 5.100.0. */
const SLOW_TYPE = 'aws_s3_bucket_lifecycle_configuration';

/** Buckets that are made at a time: making one is waiting. */
const BUCKETS_AT_A_TIME = 4;

/**
 * Deploys stacks: all that are in the output of a workspace. Buckets with a lifecycle need a minute, and so do load balancers: the other stacks are deployed
 * as soon as the state bucket exists, and the buckets of pipelines are made meanwhile. The stacks of the buckets come
 * last.
 * @param stacks @default those of the workspace
 */
export async function deployPlatform(
  workspace: RehearsalWorkspace,
  stacks: readonly Stack[] = workspace.stacks,
): Promise<void> {
  const bootstrapped = quietStep('Bootstrap', () => applyBootstrap(workspace.bootstrap));
  await stateBucketOf(workspace, bootstrapped);
  const pipelines = stacks.filter(({ name }) => name.endsWith('-pipeline'));
  const last = ['bootstrap', ...pipelines.map(({ name }) => name)];
  const first = stacks.map(({ name }) => name).filter((name) => !last.includes(name));
  await Promise.all([
    bootstrapped,
    quietStep(`Deploy ${first.length} stacks`, (report) => workspace.cdktf('deploy', first, report)),
    inParallel(pipelines, BUCKETS_AT_A_TIME, (stack) => makeBuckets(workspace, stack)),
  ]);
  await quietStep(`Deploy ${last.join(', ')}`, (report) => workspace.cdktf('deploy', last, report, true));
}

async function makeBuckets({ terraform }: RehearsalWorkspace, { name, folder, json }: Stack): Promise<void> {
  const targets = Object.keys(json.resource?.[SLOW_TYPE] ?? {}).map((slow) => `-target=${SLOW_TYPE}.${slow}`);
  await init({ ...terraform, folder, stack: name });
  const args = ['apply', '-auto-approve', '-input=false', '-no-color', ...targets];
  await captureSuccess(`terraform apply of the buckets of ${name}`, terraform.binary, args, {
    cwd: folder,
    env: terraform.env,
  });
}
