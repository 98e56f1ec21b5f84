/**
 * The resolved configuration: every default filled in, every override merged, every rule checked.
 * This is all that stacks know of a config file; how a file becomes a `Platform` is the business of the other
 * modules of this folder.
 */

/** Everything one config file describes. Frozen; environments and services are in the order of the file. */
export interface Platform {
  /** Prefix of every physical name, e.g. `shop`. */
  readonly name: string;
  /** AWS account id, 12 digits. */
  readonly account: string;
  /** AWS region, e.g. `eu-central-1`. */
  readonly region: string;
  readonly github: GithubOwner;
  /** Roles that GitHub Actions of the platform's own repository assume. @default - none */
  readonly ci?: ContinuousIntegration;
  /** Extra tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** In the order of promotion: the pipeline deploys to the first environment first. */
  readonly environments: readonly Environment[];
  readonly services: readonly Service[];
}

/** Where the repositories of the services live. */
export interface GithubOwner {
  /** GitHub user or organization. */
  readonly owner: string;
}

/** How GitHub Actions review and deploy the platform. */
export interface ContinuousIntegration {
  /** The repository that holds the config, at the platform's GitHub owner. */
  readonly repository: string;
  /** The branch that is deployed. */
  readonly branch: string;
  /** Whether bootstrap makes the account's OIDC provider of GitHub Actions. */
  readonly oidcProvider: 'create' | 'existing';
}

/** One place where every service runs, e.g. `dev`. */
export interface Environment {
  readonly name: string;
  readonly network: NetworkSettings;
  /** `public`: an internet-facing load balancer whose services answer only requests with the origin header. */
  readonly edge: 'public';
  /** Whether a person approves before the pipeline deploys here. */
  readonly approval: boolean;
  /** Deletion protection wherever AWS has it, and no force deletes. */
  readonly protect: boolean;
  readonly users: UserSettings;
  /** SNS topics that alarms notify. */
  readonly alarmTopicArns: readonly string[];
}

/** The virtual network of an environment. */
export interface NetworkSettings {
  /** IPv4 block of the VPC. */
  readonly cidr: string;
  /** How many availability zones the subnets span. */
  readonly availabilityZones: number;
  /** 0 (tasks get public addresses), 1 (shared) or one per zone. */
  readonly natGateways: number;
}

/** Sign-in of an environment's users. */
export interface UserSettings {
  /** Where the browser returns after sign-in (OAuth 2.0 redirect URIs). */
  readonly callbackUrls: readonly string[];
  /** Where the browser returns after sign-out. */
  readonly logoutUrls: readonly string[];
}

/** One deployable service: one repository, one pipeline, one image promoted through all environments. */
export interface Service extends ServiceSource {
  readonly name: string;
  /** What runs where, in the order of the platform's environments: one entry for each. */
  readonly deployments: readonly Deployment[];
}

/** Where a service's image comes from. */
export interface ServiceSource {
  /** Repository name at the platform's GitHub owner. */
  readonly repository: string;
  /** The branch whose pushes are delivered. */
  readonly branch: string;
  /** Path of the Dockerfile in the repository. */
  readonly dockerfile: string;
  /** Path of the build context in the repository. */
  readonly context: string;
}

/** A service as it runs in one environment. */
export interface Deployment {
  /** Name of the environment. */
  readonly environment: string;
  /** CPU units, 1024 a vCPU. */
  readonly cpu: number;
  /** Memory in MiB. */
  readonly memory: number;
  /** TCP port the container listens on. */
  readonly port: number;
  readonly healthCheck: HealthCheck;
  readonly tasks: TaskCounts;
  readonly scaling: Scaling;
  /** Environment variables of the container, in plain text. */
  readonly variables: Readonly<Record<string, string>>;
  /** Environment variables of the container by the ARN of an SSM parameter or Secrets Manager secret. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Days that the container's logs are kept. */
  readonly logRetentionDays: number;
  readonly api: ApiSettings;
}

/** The load balancer's health check of a service. */
export interface HealthCheck {
  readonly path: string;
  /** Seconds between checks. */
  readonly interval: number;
  /** Seconds until a check counts as failed. */
  readonly timeout: number;
  /** Successes in a row that make a target healthy. */
  readonly healthyThreshold: number;
  /** Failures in a row that make a target unhealthy. */
  readonly unhealthyThreshold: number;
  /** HTTP codes of success, e.g. `200` or `200-299`. */
  readonly successCodes: string;
}

/** How many tasks run. */
export interface TaskCounts {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

/** Target tracking on the average CPU utilization. */
export interface Scaling {
  /** Target CPU utilization in percent. */
  readonly cpu: number;
  /** Seconds after a scale-out before the next. */
  readonly scaleOutCooldown: number;
  /** Seconds after a scale-in before the next. */
  readonly scaleInCooldown: number;
  /** Whether tasks are only ever added. */
  readonly disableScaleIn: boolean;
}

/** How the API offers a service. */
export interface ApiSettings {
  /** Path prefix without slashes at its ends, e.g. `orders` or `shop/orders`. */
  readonly path: string;
  /** `cognito`: users of the environment's pool with the service's scope. `none`: everybody. */
  readonly auth: 'cognito' | 'none';
  /** Priority of the load balancer's rule for the path, 1 to 50,000: derived from the path, unique in an environment. */
  readonly listenerPriority: number;
}
