import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Terraform } from 'plan-review/terraform/find-terraform';
import type { Environment, ProjectPaths } from '../project';
import { requiredProviders, type Stack } from '../stacks/manifest';
import { providerEnvironment } from './cli-config';

/** What the environment of terraform and of the CDKTF CLI is made of. */
export interface TerraformEnvironmentOptions {
  /** What the person's environment holds, the AWS and its credentials included. */
  readonly env: Environment;
  readonly paths: ProjectPaths;
  readonly terraform: Terraform;
  /** The stacks that need providers. */
  readonly stacks: readonly Stack[];
}

/** Neither terraform nor the CDKTF CLI sends usage data or looks for newer versions of itself. */
const QUIET = { CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1', TF_IN_AUTOMATION: '1' };

/** The environment in which terraform and the CDKTF CLI work on the stacks. */
export async function terraformEnvironment(options: TerraformEnvironmentOptions): Promise<Environment> {
  const { paths, terraform, stacks } = options;
  const file = path.join(paths.work, 'terraform.rc');
  const env = await providerEnvironment(options.env, requiredProviders(stacks), file);
  return {
    ...(env['TF_CLI_CONFIG_FILE'] === file ? env : await withPluginCache(env, path.join(paths.work, 'plugins'))),
    ...QUIET,
    TERRAFORM_BINARY_NAME: terraform.binary,
    // Else it sets up a cache in the home directory.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
  };
}

/** Every stack has a working directory of its own; without a cache each would download the providers again. */
async function withPluginCache(env: Environment, folder: string): Promise<Environment> {
  if (env['TF_PLUGIN_CACHE_DIR'] !== undefined) return env;
  await mkdir(folder, { recursive: true });
  // The lock files are made anew on every machine, so there is nothing in them to break.
  return { ...env, TF_PLUGIN_CACHE_DIR: folder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' };
}
