import type { Auth, Edge, LogRetentionDays, OidcProvider } from './choices';
import type { FargateCpu, FargateMemory } from './fargate-sizes';

/**
 * What a config file says: the types of `definePlatform`. Only what a person must decide is required; `defaults.ts`
 * holds the rest. `EnvironmentName` is inferred, so that an override for an environment that does not exist is a
 * compile error.
 */
export interface PlatformInput<EnvironmentName extends string = string> {
  /** Prefix of every physical name, e.g. `shop`: 2 to 32 lower-case letters, digits and single hyphens. */
  readonly name: string;
  /** AWS account id, 12 digits in quotes; deploying to any other account fails. */
  readonly account: string;
  /** AWS region, e.g. `eu-central-1`. */
  readonly region: string;
  readonly github: {
    /** GitHub user or organization that owns the repositories. */
    readonly owner: string;
  };
  /** Roles that GitHub Actions of the platform's own repository assume. @default no roles */
  readonly ci?: ContinuousIntegrationInput;
  /** Extra tags of every resource. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** In the order of promotion: the first is deployed to first. */
  readonly environments: Readonly<Record<EnvironmentName, EnvironmentInput>>;
  readonly services: Readonly<Record<string, ServiceInput<NoInfer<EnvironmentName>>>>;
}

/** How GitHub Actions review and deploy the platform. */
export interface ContinuousIntegrationInput {
  /** The repository that holds this config, at the platform's GitHub owner, without the owner. */
  readonly repository: string;
  /** The branch that is deployed. @default 'main' */
  readonly branch?: string;
  /** An account has one OIDC provider of GitHub Actions: `create` it, or take the `existing` one. @default 'create' */
  readonly oidcProvider?: OidcProvider;
}

/** One place where every service runs. */
export interface EnvironmentInput {
  readonly network?: {
    /** IPv4 block of the VPC. @default '10.0.0.0/16' */
    readonly cidr?: string;
    /** How many availability zones the subnets span. @default 2 */
    readonly availabilityZones?: 2 | 3 | 4 | 5 | 6;
    /** 0 (tasks get public addresses), 1 (shared) or one per zone. @default 1 */
    readonly natGateways?: number;
  };
  /** Where the load balancer can be reached from. @default 'public' */
  readonly edge?: Edge;
  /** Whether a person approves before the pipeline deploys here. @default false */
  readonly approval?: boolean;
  /** Deletion protection wherever AWS has it, and no force deletes. @default false */
  readonly protect?: boolean;
  readonly users?: {
    /** Where the browser returns after sign-in. @default ['http://localhost:3000/callback'] */
    readonly callbackUrls?: readonly string[];
    /** Where the browser returns after sign-out. @default ['http://localhost:3000/'] */
    readonly logoutUrls?: readonly string[];
  };
  /** SNS topics that alarms notify. @default none */
  readonly alarmTopicArns?: readonly string[];
}

/** One deployable service. */
export type ServiceInput<EnvironmentName extends string = string> = SourceInput &
  RuntimeInput &
  SizeInput & {
    /** What differs in an environment, merged over the service. @default nothing differs */
    readonly environments?: { readonly [Name in EnvironmentName]?: OverrideInput };
  };

/** Where a service's image comes from; the same in every environment, since an image is built once and promoted. */
export interface SourceInput {
  /** Repository name at the platform's GitHub owner, without the owner. */
  readonly repository: string;
  /** The branch whose pushes are delivered. @default 'main' */
  readonly branch?: string;
  /** Path of the Dockerfile in the repository. @default 'Dockerfile' */
  readonly dockerfile?: string;
  /** Path of the build context in the repository. @default '.' */
  readonly context?: string;
}

/** What differs in one environment; cpu or memory alone keeps the service's other half. */
export type OverrideInput = RuntimeInput & (SizeInput | CpuAlone | MemoryAlone);

/** How a service runs, apart from its size. */
export interface RuntimeInput {
  /** TCP port the container listens on. @default 80 */
  readonly port?: number;
  readonly healthCheck?: HealthCheckInput;
  readonly tasks?: TasksInput;
  readonly scaling?: ScalingInput;
  /** Environment variables in plain text. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Environment variables by the ARN of an SSM parameter or Secrets Manager secret. @default none */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Days that the logs are kept. @default 30 */
  readonly logRetentionDays?: LogRetentionDays;
  readonly api?: {
    /** Path prefix of the service in the API, e.g. `orders` or `shop/orders`. @default the service's name */
    readonly path?: string;
    /** `cognito`: signed-in users with the service's scope. `none`: everybody. @default 'cognito' */
    readonly auth?: Auth;
  };
}

/** The load balancer's health check of a service. */
export interface HealthCheckInput {
  /** @default '/' */
  readonly path?: string;
  /** Seconds between checks, 5 to 300. @default 30 */
  readonly interval?: number;
  /** Seconds until a check counts as failed, 2 to 120 and below the interval. @default 5 */
  readonly timeout?: number;
  /** Successes in a row that make a target healthy, 2 to 10. @default 5 */
  readonly healthyThreshold?: number;
  /** Failures in a row that make a target unhealthy, 2 to 10. @default 2 */
  readonly unhealthyThreshold?: number;
  /** HTTP codes of success: codes and ranges from 200 to 499, separated by commas. @default '200' */
  readonly successCodes?: string;
}

/** How many tasks run. */
export interface TasksInput {
  /** @default 1 */
  readonly min?: number;
  /** @default 1, or `min` if that is more */
  readonly desired?: number;
  /** @default 4, or `desired` if that is more */
  readonly max?: number;
}

/** Target tracking on the average CPU utilization. */
export interface ScalingInput {
  /** Target CPU utilization in percent. @default 60 */
  readonly cpu?: number;
  /** Seconds after a scale-out before the next. @default 60 */
  readonly scaleOutCooldown?: number;
  /** Seconds after a scale-in before the next. @default 300 */
  readonly scaleInCooldown?: number;
  /** Whether tasks are only ever added. @default false */
  readonly disableScaleIn?: boolean;
}

/** Neither cpu nor memory (512 and 1024), or both of a pair that Fargate offers. */
export type SizeInput =
  | { readonly cpu?: never; readonly memory?: never }
  | { [Cpu in FargateCpu]: { readonly cpu: Cpu; readonly memory: FargateMemory<Cpu> } }[FargateCpu];

interface CpuAlone {
  readonly cpu: FargateCpu;
  readonly memory?: never;
}

interface MemoryAlone {
  readonly cpu?: never;
  readonly memory: FargateMemory;
}
