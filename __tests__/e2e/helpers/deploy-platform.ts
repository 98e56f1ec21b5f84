import { applyBootstrap } from '../../../cli/bootstrap/apply-bootstrap';
import { inParallel } from '../../../cli/in-parallel';
import { captureSuccess } from '../../../cli/processes/run';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import type { Stack } from '../../../cli/stacks/manifest';
import { init } from '../../../cli/terraform/terraform';
import { quietStep } from './quiet-step';

/** The AWS provider waits for most of a minute until S3 keeps to it. Source: measured, provider 5.100.0. */
const SLOW_TYPE = 'aws_s3_bucket_lifecycle_configuration';

/** Buckets that are made at a time: making one is waiting. */
const BUCKETS_AT_A_TIME = 4;

/**
 * Deploys every stack. The stacks of pipelines come last, and their buckets need a minute: they are made while the
 * others are deployed, which wait a minute for load balancers.
 */
export async function deployPlatform(workspace: RehearsalWorkspace): Promise<void> {
  await quietStep('Bootstrap', () => applyBootstrap(workspace.bootstrap));
  const isLast = (stack: Stack): boolean => stack.name.endsWith('-pipeline');
  const last = workspace.stacks.filter(isLast);
  const first = workspace.stacks.filter((stack) => !isLast(stack)).map(({ name }) => name);
  await Promise.all([
    quietStep(`Deploy ${first.length} stacks`, (report) => workspace.cdktf('deploy', first, report)),
    inParallel(last, BUCKETS_AT_A_TIME, (stack) => makeBuckets(workspace, stack)),
  ]);
  const names = last.map(({ name }) => name);
  await quietStep(`Deploy ${names.join(', ')}`, (report) => workspace.cdktf('deploy', names, report, true));
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
