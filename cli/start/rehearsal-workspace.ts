import path from 'node:path';
import type { Platform } from '../../config/types';
import { stackIds } from '../../platform/stack-ids';
import type { Terraform } from 'plan-review/terraform/find-terraform';
import type { Environment, ProjectPaths } from '../project';
import { requiredProviders, type Stack } from '../stacks/manifest';
import { synthesize } from '../synth/synthesize';
import { cdktfWatched, type CdktfRun, type WatchOptions } from '../terraform/cdktf';
import type { TerraformCall } from '../terraform/terraform';
import type { BootstrapTarget } from '../bootstrap/scratch';
import { UserError } from '../errors';
import { terraformEnvironment } from '../terraform/environment';
import { installAwsProvider } from '../terraform/shared-providers/install-aws-provider';
import { withReattached } from '../terraform/shared-providers/reattach';
import { SharedAwsProviders } from '../terraform/shared-providers/shared-aws-providers';
import { canShareProviders, typesOf } from '../terraform/shared-providers/types-of';

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
    /** The environment of commands that are started beside this run: they have AWS providers of their own. */
    readonly env: Environment,
    /** The AWS providers of this run. */
    readonly providers: SharedAwsProviders,
  ) {
    this.platform = options.platform;
    this.stacks = stacks;
    this.output = outputOf(options);
    providers.offer(typesOf(stacks));
  }

  /**
   * Synthesizes a config into the run's folder, and starts the AWS providers of the run.
   * @param configFile @default the one that the environment names
   */
  static async of(options: RehearsalWorkspaceOptions, configFile?: string): Promise<RehearsalWorkspace> {
    const { stacks, env } = await prepare(options, configFile);
    const folder = path.join(options.folder, 'aws-provider');
    const call = { binary: options.terraform.binary, env, folder, stack: 'the AWS provider' };
    const program = await installAwsProvider(call, requiredProviders(stacks));
    return new RehearsalWorkspace(options, stacks, env, await SharedAwsProviders.open(program, env));
  }

  /** The same run with another config. */
  async with(configFile: string): Promise<RehearsalWorkspace> {
    const { stacks, env } = await prepare(this.options, configFile);
    return new RehearsalWorkspace(this.options, stacks, env, this.providers);
  }

  /** Ends the AWS providers of the run. */
  close(): void {
    this.providers.close();
  }

  /** A file of the run. */
  file(name: string): string {
    return path.join(this.options.folder, name);
  }

  /** The environment of terraform and of the CDKTF CLI: they use the AWS providers of this run, if every stack can. */
  private get sharedEnv(): Environment {
    return this.stacks.every(canShareProviders) ? withReattached(this.env, this.providers.reattach) : this.env;
  }

  /** How terraform is called, but for the stack. */
  get terraform(): Omit<TerraformCall, 'folder' | 'stack'> {
    return { binary: this.options.terraform.binary, env: this.sharedEnv, logFile: this.file('terraform.log') };
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
    const run = {
      verb,
      patterns,
      root,
      output: this.output,
      env: this.sharedEnv,
      parallelism: STACKS_AT_A_TIME,
      isPartial,
    };
    const stacks = patterns.includes('*') ? this.stacks : this.stacks.filter(({ name }) => patterns.includes(name));
    return cdktfWatched(run, { stacks, logFolder: this.file(`cdktf-${verb}`), onProgress });
  }
}

/** Synthesizes a config. @returns the stacks, and the environment of commands that work on them */
async function prepare(
  options: RehearsalWorkspaceOptions,
  configFile: string | undefined,
): Promise<{ readonly stacks: readonly Stack[]; readonly env: Environment }> {
  const { paths, terraform, env } = options;
  const appEnv = configFile === undefined ? env : { ...env, PLATFORM_CONFIG: configFile };
  const stacks = await synthesize({ paths, env: appEnv, output: outputOf(options) });
  return { stacks, env: await terraformEnvironment({ env, paths, terraform, stacks }) };
}

function outputOf({ folder }: RehearsalWorkspaceOptions): string {
  return path.join(folder, 'cdktf.out');
}
