// Written by `npm run generate` from config/schema: change the declarations there.

/** What holds for each option once a config is resolved; `../types.ts` makes a platform of it. */

/** The delivery system of a platform: every service in every environment. */
export interface PlatformOptions {
  /**
   * Prefix of every physical name; one platform of a name per account, also across regions, since IAM roles are
   * global.
   */
  readonly name: string;
  /** AWS account id; deploying to any other account fails. */
  readonly account: string;
  /** AWS region of every resource. */
  readonly region: string;
  /** Where the repositories of the services live. */
  readonly github: {
    /** GitHub user or organization that owns the repositories. */
    readonly owner: string;
  };
  /** Roles that GitHub Actions of the platform's own repository assume; without it there are none. */
  readonly ci?: ContinuousIntegration;
  /** Versions of the Terraform providers, for every command and every job. */
  readonly providers: {
    /** Version of the Terraform provider hashicorp/aws, as Terraform writes it. */
    readonly aws: string;
    /** Version of the Terraform provider integrations/github, as Terraform writes it. */
    readonly github: string;
  };
  /** Extra tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** The logs of what all environments share. */
  readonly logs: PlatformLogs;
}

/** Roles that GitHub Actions of the platform's own repository assume; without it there are none. */
export interface ContinuousIntegration {
  /** The repository that holds this config, at the GitHub owner, without the owner. */
  readonly repository: string;
  /** Number of the GitHub owner, which npm run jobs prints; goes with repositoryId. */
  readonly ownerId?: string;
  /** Number of the repository, which npm run jobs prints; goes with ownerId. */
  readonly repositoryId?: string;
  /** The branch that is deployed. */
  readonly branch: string;
  /**
   * What the names of the GitHub environments of this platform begin with, where a repository has several platforms:
   * the first, that of platform.config.ts, has none, and each other has its own.
   */
  readonly environmentPrefix?: string;
  /**
   * Types of resources beyond those of the platform that pull requests may bring: reviews refuse to plan any other.
   */
  readonly resourceTypes?: readonly string[];
  /** An account has one OIDC provider of GitHub Actions: create it, or take the existing one. */
  readonly oidcProvider: 'create' | 'existing';
}

/** The logs of what all environments share. */
export interface PlatformLogs {
  /** Days that the output of builds and of the other steps of pipelines is kept. */
  readonly buildRetentionDays: number;
  /**
   * Whether S3 logs who reads and writes the buckets of states and artifacts, in a bucket that `npm run bootstrap`
   * makes first.
   */
  readonly bucketAccess: boolean;
  /** Days that the access logs of buckets are kept. */
  readonly bucketAccessRetentionDays: number;
}

/** One place where every service runs; {} takes every default. */
export interface Environment {
  /** The virtual network of the environment. */
  readonly network: NetworkSettings;
  /**
   * Where the load balancer can be reached from. public: from the internet, but it answers only requests with the
   * origin header, which the API adds.
   */
  readonly edge: 'public';
  /** Whether a person approves before the pipeline deploys here. */
  readonly approval: boolean;
  /** Deletion protection wherever AWS has it, and no force deletes. */
  readonly protect: boolean;
  /**
   * Whose keys encrypt the logs and secrets of the environment, and what it shares with others: images, artifacts and
   * states. customerManaged: KMS keys of this account, which `npm run bootstrap` makes first; awsManaged: keys of
   * AWS.
   */
  readonly encryption: 'awsManaged' | 'customerManaged';
  /** The logs of the environment beside those of its services. */
  readonly logs: EnvironmentLogs;
  /** Sign-in of the environment's users. */
  readonly users: UserSettings;
  /** SNS topics that alarms notify. */
  readonly alarmTopicArns: readonly string[];
}

/** The virtual network of the environment. */
export interface NetworkSettings {
  /** IPv4 block of the VPC, from /16 to /24 (/23 for more than 4 availability zones). */
  readonly cidr: string;
  /** How many availability zones the subnets span; a load balancer needs two. */
  readonly availabilityZones: number;
  /**
   * NAT gateways: 0 (tasks get public addresses, closed to the internet by their security group), 1 (shared) or one
   * per availability zone.
   */
  readonly natGateways: number;
}

/** The logs of the environment beside those of its services. */
export interface EnvironmentLogs {
  /** Days that the accesses to the API are kept. */
  readonly accessRetentionDays: number;
  /** Days that the record of commands run in containers with ECS Exec is kept; audits ask for a year. */
  readonly execRetentionDays: number;
  /** Days that the events of Container Insights are kept, from which CloudWatch makes metrics. */
  readonly insightsRetentionDays: number;
  /** Which connections in the VPC are logged (VPC Flow Logs): none, those that are rejected, or all. */
  readonly flows: 'none' | 'rejected' | 'all';
  /** Days that flow logs are kept. */
  readonly flowRetentionDays: number;
}

/** Sign-in of the environment's users. */
export interface UserSettings {
  /** Where the browser returns after sign-in. */
  readonly callbackUrls: readonly string[];
  /** Where the browser returns after sign-out. */
  readonly logoutUrls: readonly string[];
}

/** Where a service's image comes from. */
export interface ServiceSource {
  /** Repository at the GitHub owner, without the owner. */
  readonly repository: string;
  /** The branch whose pushes are delivered. */
  readonly branch: string;
  /** Path of the Dockerfile in the repository. */
  readonly dockerfile: string;
  /** Path of the build context in the repository. */
  readonly context: string;
}

/** How a service runs in one environment. */
export interface RuntimeSettings {
  /** CPU units of a task, 1024 a vCPU; goes with memory. */
  readonly cpu: number;
  /** Memory of a task in MiB; which sizes there are depends on cpu. */
  readonly memory: number;
  /** TCP port the container listens on; it reads it from PORT. */
  readonly port: number;
  /** The load balancer's health check of the service. */
  readonly healthCheck: HealthCheck;
  /** How many tasks run. */
  readonly tasks: TaskCounts;
  /** Target tracking on the average CPU utilization. */
  readonly scaling: Scaling;
  /** Environment variables of the container in plain text. */
  readonly variables: Readonly<Record<string, string>>;
  /** Environment variables of the container by the ARN of an SSM parameter or Secrets Manager secret. */
  readonly secrets: Readonly<Record<string, string>>;
  /**
   * ARNs of the KMS keys of your own that the secrets are encrypted with; none for keys of AWS. The container's
   * secrets are decrypted with them, and nothing else is.
   */
  readonly secretKeys: readonly string[];
  /**
   * Whether people with the permission may run commands in its containers (ECS Exec). Every command is on record in
   * the log of the environment's cluster.
   */
  readonly executeCommand: boolean;
  /** Days that the logs are kept. */
  readonly logRetentionDays: number;
  /** How the API offers the service. */
  readonly api: ApiOptions;
}

/** The load balancer's health check of the service. */
export interface HealthCheck {
  /** Path that answers with a success code when the service is well. */
  readonly path: string;
  /** Seconds between checks. */
  readonly interval: number;
  /** Seconds until a check counts as failed; less than the interval. */
  readonly timeout: number;
  /** Successes in a row that make a target healthy. */
  readonly healthyThreshold: number;
  /** Failures in a row that make a target unhealthy. */
  readonly unhealthyThreshold: number;
  /** HTTP codes of success: codes and ranges separated by commas. */
  readonly successCodes: string;
}

/** How many tasks run. */
export interface TaskCounts {
  /** Tasks that run at least. */
  readonly min: number;
  /** Tasks to begin with; at least min if left out. Auto scaling decides from then on. */
  readonly desired: number;
  /** Tasks that run at most; at least desired if left out. */
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

/** How the API offers the service. */
export interface ApiOptions {
  /** Path prefix of the service in the API, e.g. shop/orders; the service's name if left out. */
  readonly path: string;
  /** cognito: signed-in users with the scope of the service. none: everybody. */
  readonly auth: 'cognito' | 'none';
}

/** A stack that code of this project builds; {} takes every default. */
export interface OwnStack {
  /**
   * Whether each environment has one of its own, with the id `<environment>-<name>`; else all of them share one,
   * whose id is its name.
   */
  readonly perEnvironment: boolean;
  /** The environments that have one. */
  readonly environments?: readonly string[];
  /**
   * What the role of the jobs that deploy it may do beyond what it may anyway; needs `npm run bootstrap`. Of the
   * services in it, plans and reviews read the descriptions.
   */
  readonly deployPermissions: readonly DeployPermission[];
  /**
   * Secrets of it that `connect` may give services, by ARN: named `<platform>-${environment}-...`, or `rds!db-*` for
   * those in which RDS keeps the passwords of databases that are named so; needs `npm run bootstrap`.
   */
  readonly applicationSecrets: readonly string[];
}

/** A statement of IAM: which actions, on what. */
export interface DeployPermission {
  /** Actions of IAM; * is any letters. */
  readonly actions: readonly string[];
  /**
   * ARNs of what they are on, named `<platform>-${environment}-...` (`<platform>-<stack>-...` for a stack that all
   * environments share); `*` for region and account are those of the platform.
   */
  readonly resources: readonly string[];
}
