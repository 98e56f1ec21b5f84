import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../../../cli/project';
import { captureSuccess } from '../../../../cli/processes/run';
import { readStacks } from '../../../../cli/stacks/manifest';

/** The AWS provider waits for most of a minute until S3 keeps to it. Source: measured, provider 5.100.0. */
const SLOW_TYPE = 'aws_s3_bucket_lifecycle_configuration';

/** With it a deployment that meets the lock of {@link makeBucketsEarly} waits. Source: Terraform CLI, "TF_CLI_ARGS". */
export const WAITING_FOR_LOCKS: Environment = Object.fromEntries(
  ['plan', 'apply'].map((command) => [`TF_CLI_ARGS_${command}`, '-lock-timeout=300s']),
);

/**
 * Makes the bucket of a pipeline while other stacks are deployed: the deployment then need not wait for it.
 * @param output folder that synth wrote
 * @param scratch folder to work in, which is made
 */
export async function makeBucketsEarly(
  output: string,
  pipeline: string,
  scratch: string,
  env: Environment,
): Promise<void> {
  const stack = (await readStacks(output)).find(({ name }) => name === pipeline);
  if (stack === undefined) throw new Error(`there is no stack ${pipeline}`);
  await mkdir(scratch);
  await copyFile(path.join(stack.folder, 'cdk.tf.json'), path.join(scratch, 'cdk.tf.json'));
  const targets = Object.keys(stack.json.resource?.[SLOW_TYPE] ?? {}).map((name) => `-target=${SLOW_TYPE}.${name}`);
  const run = (...args: readonly string[]): Promise<unknown> =>
    captureSuccess(`terraform ${args[0] ?? ''}`, 'terraform', args, { cwd: scratch, env });
  await run('init', '-input=false', '-no-color');
  await run('apply', '-auto-approve', '-input=false', '-no-color', ...targets);
}
