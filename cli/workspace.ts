import { loadPlatform } from '../config/load';
import type { Platform } from '../config/types';
import { stackIds, stackIdsOf } from '../platform/stack-ids';
import type { BootstrapTarget } from './bootstrap/scratch';
import { findTerraform, type Terraform } from 'plan-review/terraform/find-terraform';
import { bootstrapFolderOf, configFileOf, type Environment, type ProjectPaths } from './project';
import { stateLocation, type Stack } from './stacks/manifest';
import { stackNames } from './stacks/names';
import { synthesize } from './synth/synthesize';
import { terraformEnvironment } from './terraform/environment';
import type { TerraformCall } from './terraform/terraform';

/** The stacks of the current config, freshly synthesized, and the terraform that works on them. */
export interface Workspace {
  readonly paths: ProjectPaths;
  readonly platform: Platform;
  readonly terraform: Terraform;
  /** In deploy order. */
  readonly stacks: readonly Stack[];
  /** Of terraform and the CDKTF CLI; names the AWS that the person's environment names. */
  readonly env: Environment;
}

/**
 * Checks the config and the prerequisites, and synthesizes.
 * @param only patterns of the stacks that are needed. @default - every stack
 * @throws ConfigError, UserError
 */
export async function openWorkspace(
  paths: ProjectPaths,
  env: Environment,
  only?: readonly string[],
): Promise<Workspace> {
  const platform = loadPlatform(configFileOf(env));
  const terraform = await findTerraform(env, paths.root);
  const names = only && stackNames(platform, only);
  // What the config no longer has leaves the output when everything is written.
  const isPart = names !== undefined && names.length < stackIdsOf(platform).length;
  const stacks = await synthesize({ paths, env, ...(isPart && { only: names }) });
  const terraformEnv = await terraformEnvironment({ env, paths, terraform, stacks });
  return { paths, platform, terraform, stacks, env: terraformEnv };
}

/** How terraform is called in the folder of a stack. */
export function terraformCall({ terraform, env }: Workspace, { name, folder }: Stack): TerraformCall {
  return { binary: terraform.binary, env, folder, stack: name };
}

/**
 * The stack of the state bucket, with a folder that survives an interrupted attempt.
 * @throws Error if the app has no such stack
 */
export function bootstrapTarget({ paths, stacks, terraform, env }: Workspace): BootstrapTarget {
  const stack = stacks.find(({ name }) => name === stackIds.bootstrap());
  if (stack === undefined) throw new Error('the app synthesized no stack "bootstrap"');
  const scratch = bootstrapFolderOf(paths, stateLocation(stack).bucket);
  return { stack, scratch, terraform: { binary: terraform.binary, env } };
}
