import path from 'node:path';
import type { Platform } from '../../config/types';
import { stackIds } from '../../platform/stack-ids';
import type { Terraform } from 'plan-review/terraform/find-terraform';
import type { Environment, ProjectPaths } from '../project';
import type { Stack } from '../stacks/manifest';
import { synthesize } from '../synth/synthesize';
import { cdktfWatched, type CdktfRun, type WatchOptions } from '../terraform/cdktf';
import type { TerraformCall } from '../terraform/terraform';
import type { BootstrapTarget } from '../bootstrap/scratch';
import { UserError } from '../errors';
import { terraformEnvironment } from '../terraform/environment';

/** Stacks that are deployed at a time: enough that nothing waits for a load balancer, which takes a minute. */
const STACKS_AT_A_TIME = 4;

/** What a rehearsed deployment is made of. */
export interface RehearsalWorkspaceOptions {
  readonly paths: ProjectPaths;
  readonly platform: Platform;
  readonly terraform: Terraform;
  /** Folder of this run. */
  readonly folder: string;
  /** Points to the embedded AWS and GitHub only. */
  readonly env: Environment;
}

/** A deployment to the embedded AWS and GitHub: the synthesized stacks and the programs that work on them. */
export class RehearsalWorkspace {
  readonly platform: Platform;
  /** The stacks as they were last synthesized, in deploy order. */
  readonly stacks: readonly Stack[];
  /** Folder that holds them. */
  readonly output: string;

  private constructor(
    private readonly options: RehearsalWorkspaceOptions,
    stacks: readonly Stack[],
    /** The environment of terraform and of the CDKTF CLI. */
    readonly env: Environment,
  ) {
    this.platform = options.platform;
    this.stacks = stacks;
    this.output = outputOf(options);
  }

  /**
   * Synthesizes a config into the run's folder.
   * @param configFile @default the one that the environment names
   */
  static async of(options: RehearsalWorkspaceOptions, configFile?: string): Promise<RehearsalWorkspace> {
    const { paths, terraform } = options;
    const appEnv = configFile === undefined ? options.env : { ...options.env, PLATFORM_CONFIG: configFile };
    const stacks = await synthesize({ paths, env: appEnv, output: outputOf(options) });
    return new RehearsalWorkspace(
      options,
      stacks,
      await terraformEnvironment({ env: options.env, paths, terraform, stacks }),
    );
  }

  /** The same run with another config. */
  async with(configFile: string): Promise<RehearsalWorkspace> {
    return RehearsalWorkspace.of(this.options, configFile);
  }

  /** A file of the run. */
  file(name: string): string {
    return path.join(this.options.folder, name);
  }

  /** How terraform is called, but for the stack. */
  get terraform(): Omit<TerraformCall, 'folder' | 'stack'> {
    return { binary: this.options.terraform.binary, env: this.env, logFile: this.file('terraform.log') };
  }

  /** The stack of the state bucket, and how to work on it. */
  get bootstrap(): BootstrapTarget {
    const stack = this.stacks.find(({ name }) => name === stackIds.bootstrap());
    if (stack === undefined) throw new UserError(`The app synthesized no stack "${stackIds.bootstrap()}".`);
    return { stack, terraform: this.terraform, scratch: this.file('bootstrap') };
  }

  /** Runs the CDKTF CLI over some of the stacks. @returns seconds that each took */
  async cdktf(
    verb: CdktfRun['verb'],
    patterns: readonly string[],
    onProgress: WatchOptions['onProgress'],
    isPartial = false,
  ): Promise<ReadonlyMap<string, number>> {
    const { root } = this.options.paths;
    const run = { verb, patterns, root, output: this.output, env: this.env, parallelism: STACKS_AT_A_TIME, isPartial };
    const stacks = patterns.includes('*') ? this.stacks : this.stacks.filter(({ name }) => patterns.includes(name));
    return cdktfWatched(run, { stacks, logFolder: this.file(`cdktf-${verb}`), onProgress });
  }
}

function outputOf({ folder }: RehearsalWorkspaceOptions): string {
  return path.join(folder, 'cdktf.out');
}
