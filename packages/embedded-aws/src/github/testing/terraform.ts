import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a run of Terraform left. */
export interface Run {
  /** With `-detailed-exitcode`: 0 nothing to do, 1 failed, 2 changes are planned. */
  readonly exitCode: number;
  /** Both outputs in one, without the frames around messages, line breaks as spaces. */
  readonly text: string;
  readonly stdout: string;
}

/** A directory with a configuration that real Terraform runs on. */
export class Workspace {
  private constructor(
    private readonly directory: string,
    private readonly reattach: string,
  ) {}

  /** Makes an initialized directory below the system's temporary ones. */
  static async create(reattach: string, configuration: object): Promise<Workspace> {
    const workspace = new Workspace(await mkdtemp(path.join(tmpdir(), 'github-provider-')), reattach);
    await workspace.write(configuration);
    const { exitCode, text } = await workspace.run('init', '-backend=false');
    if (exitCode !== 0) {
      throw new Error(text);
    }
    return workspace;
  }

  /** Replaces the configuration; the provider's source is added. */
  async write(configuration: object): Promise<void> {
    const terraform = { required_providers: { github: { source: 'integrations/github', version: '>= 6.6, < 7' } } };
    await writeFile(path.join(this.directory, 'main.tf.json'), JSON.stringify({ terraform, ...configuration }));
  }

  /** Runs Terraform without ever blocking this process, which serves the provider. */
  async run(command: string, ...options: string[]): Promise<Run> {
    const env = {
      ...process.env,
      TF_REATTACH_PROVIDERS: this.reattach,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
    };
    return new Promise((resolve) => {
      execFile(
        'terraform',
        [command, '-no-color', ...options],
        { cwd: this.directory, env },
        (error, stdout, stderr) => {
          const exitCode = error === null ? 0 : Number(error.code);
          resolve({ exitCode, stdout, text: `${stdout}\n${stderr}`.replace(/[│╷╵\s]+/g, ' ') });
        },
      );
    });
  }

  /** Applies without asking. */
  async apply(...options: string[]): Promise<Run> {
    return this.run('apply', '-auto-approve', ...options);
  }

  /** Plans; the exit code tells whether there is something to do. */
  async plan(...options: string[]): Promise<Run> {
    return this.run('plan', '-detailed-exitcode', ...options);
  }

  /** Everything of the state, as `terraform show -json` prints it. */
  async state(): Promise<State> {
    return JSON.parse((await this.run('show', '-json')).stdout) as State;
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true });
  }
}

/** The part of `terraform show -json` that tests read. */
export interface State {
  readonly values?: {
    readonly root_module: {
      readonly resources: readonly { readonly values: object; readonly sensitive_values: object }[];
    };
  };
}
