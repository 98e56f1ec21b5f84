import type * as settings from './generated/settings';

/**
 * The resolved configuration: every default filled in, every override merged, every rule checked.
 * This is all that stacks know of a config file. The options themselves are in `generated/settings.ts`; here is how they
 * make a platform, and what is derived from them.
 */

export type {
  ContinuousIntegration,
  HealthCheck,
  NetworkSettings,
  Scaling,
  ServiceSource,
  TaskCounts,
  UserSettings,
} from './generated/settings';

/** Everything one config file describes. Frozen; environments and services are in the order of the file. */
export interface Platform extends settings.PlatformOptions {
  /** In the order of promotion: the pipeline deploys to the first environment first. */
  readonly environments: readonly Environment[];
  readonly services: readonly Service[];
  /** Stacks that code of the project builds beside those of the platform. */
  readonly stacks: readonly OwnStackSettings[];
}

/** A stack of the project's own. */
export interface OwnStackSettings extends settings.OwnStack {
  readonly name: string;
  /** Names of the environments that have one each; none if all of them share one. */
  readonly environments: readonly string[];
}

/** One place where every service runs, e.g. `dev`. */
export interface Environment extends settings.Environment {
  readonly name: string;
}

/** One deployable service: one repository, one pipeline, one image promoted through all environments. */
export interface Service extends settings.ServiceSource {
  readonly name: string;
  /** What runs where, in the order of the platform's environments: one entry for each. */
  readonly deployments: readonly Deployment[];
}

/** A service as it runs in one environment. */
export interface Deployment extends settings.RuntimeSettings {
  /** Name of the environment. */
  readonly environment: string;
  readonly api: ApiSettings;
}

/** How the API offers a service. */
export interface ApiSettings extends settings.ApiOptions {
  /** Priority of the load balancer's rule for the path, 1 to 50,000: derived from the path, unique in an environment. */
  readonly listenerPriority: number;
}
