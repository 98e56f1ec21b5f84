import { realpath } from 'node:fs/promises';
import type { Environment } from '../../project';
import { installedAwsProvider } from './install-aws-provider';
import { withReattached } from './reattach';
import { SharedAwsProviders } from './shared-aws-providers';

/** Variables with which people look into Terraform and its providers: then everything is as Terraform does it. */
const DEBUGGING = ['TF_LOG', 'TF_LOG_CORE', 'TF_LOG_PROVIDER', 'TF_REATTACH_PROVIDERS'];

/**
 * AWS providers for plans of many folders. They are those that `terraform init` installed in the folders, and so checked
 * against the lock file, and have the environment of the plans.
 */
export class PlanningProviders {
  readonly #byProgram = new Map<string, Promise<SharedAwsProviders>>();

  /** @param env of the plans */
  constructor(private readonly env: Environment) {}

  /**
   * The environment of `terraform plan` and `show` in a folder.
   * @param folder initialized
   * @param types of the resources and data sources in its configuration and in its state
   */
  async environmentOf(folder: string, types: Iterable<string>): Promise<Environment> {
    if (DEBUGGING.some((name) => this.isDebugging(name))) return this.env;
    const program = await installedAwsProvider(folder);
    if (program === undefined) return this.env;
    const providers = await this.openedOf(await realpath(program));
    providers.offer(types);
    return withReattached(this.env, providers.reattach);
  }

  /** Ends the providers. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#byProgram.values());
    for (const each of opened) if (each.status === 'fulfilled') each.value.close();
  }

  private isDebugging(name: string): boolean {
    const value = this.env[name] ?? '';
    return name === 'TF_REATTACH_PROVIDERS' ? value.includes('hashicorp/aws') : value !== '';
  }

  private openedOf(program: string): Promise<SharedAwsProviders> {
    const known = this.#byProgram.get(program) ?? SharedAwsProviders.open(program, this.env, { reuses: false });
    this.#byProgram.set(program, known);
    return known;
  }
}

/** Plans with providers that end when it is done. */
export async function withPlanningProviders<Result>(
  env: Environment,
  action: (providers: PlanningProviders) => Promise<Result>,
): Promise<Result> {
  const providers = new PlanningProviders(env);
  try {
    return await action(providers);
  } finally {
    await providers.close();
  }
}
