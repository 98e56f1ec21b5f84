// Written by `npm run generate` from config/schema: change the declarations there.

/** What a config file says of each option; `../input.ts` makes the types of `definePlatform` of it. */

/** The delivery system of a platform: every service in every environment. */
export interface PlatformOptionsInput {
  /**
   * The JSON Schema of this file, for editors.
   * Allowed: the address of a JSON Schema.
   */
  readonly $schema?: string;
  /**
   * Prefix of every physical name; one platform of a name per account, also across regions, since IAM roles are
   * global.
   * Allowed: 2 to 32 lower-case letters, digits and single hyphens.
   */
  readonly name: string;
  /**
   * AWS account id; deploying to any other account fails.
   * Allowed: an AWS account id: 12 digits in quotes.
   */
  readonly account: string;
  /**
   * AWS region of every resource.
   * Allowed: the code of an AWS region, such as eu-central-1 or us-west-2.
   */
  readonly region: string;
  /** Where the repositories of the services live. */
  readonly github: {
    /**
     * GitHub user or organization that owns the repositories.
     * Allowed: the name of a GitHub user or organization.
     */
    readonly owner: string;
  };
  /** Roles that GitHub Actions of the platform's own repository assume; without it there are none. */
  readonly ci?: ContinuousIntegrationInput;
  /** Versions of the Terraform providers, for every command and every job. */
  readonly providers?: {
    /**
     * Version of the Terraform provider hashicorp/aws, as Terraform writes it.
     * Allowed: versions within >= 5.100.0, < 7.0.0.
     * @default '>= 5.100.0, < 7.0.0'
     */
    readonly aws?: string;
    /**
     * Version of the Terraform provider integrations/github, as Terraform writes it.
     * Allowed: versions within >= 6.6.0, < 7.0.0.
     * @default '>= 6.6.0, < 7.0.0'
     */
    readonly github?: string;
  };
  /** Extra tags of every resource. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The logs of what all environments share. */
  readonly logs?: PlatformLogsInput;
  /** The environments in the order of promotion: the first is deployed to first. */
  readonly environments: unknown;
  /** The services by name; every service runs in every environment. */
  readonly services: unknown;
  /** Stacks of your own beside those of the platform, by name; stacks.ts builds them. */
  readonly stacks?: unknown;
}

/** Roles that GitHub Actions of the platform's own repository assume; without it there are none. */
export interface ContinuousIntegrationInput {
  /**
   * The repository that holds this config, at the GitHub owner, without the owner.
   * Allowed: the name of a repository, without owner and without .git.
   */
  readonly repository: string;
  /**
   * Number of the GitHub owner, which npm run jobs prints; goes with repositoryId.
   * Allowed: digits, as a text.
   * @default none: roles know the repository by its name alone
   */
  readonly ownerId?: string;
  /**
   * Number of the repository, which npm run jobs prints; goes with ownerId.
   * Allowed: digits, as a text.
   * @default none: roles know the repository by its name alone
   */
  readonly repositoryId?: string;
  /**
   * The branch that is deployed.
   * Allowed: the name of a git branch.
   * @default 'main'
   */
  readonly branch?: string;
  /**
   * What the names of the GitHub environments of this platform begin with, where a repository has several platforms:
   * the first, that of platform.config.ts, has none, and each other has its own.
   * Allowed: lower-case letters, digits and hyphens; the last is a hyphen; none in `platform.config.ts`.
   * @default none: `dev`, `shared` and `review`
   */
  readonly environmentPrefix?: string;
  /**
   * Types of resources beyond those of the platform that pull requests may bring: reviews refuse to plan any other.
   * Allowed: types of the providers aws and github.
   * @default none
   */
  readonly resourceTypes?: readonly string[];
  /**
   * An account has one OIDC provider of GitHub Actions: create it, or take the existing one.
   * Allowed: `create` or `existing`.
   * @default 'create'
   */
  readonly oidcProvider?: 'create' | 'existing';
}

/** The logs of what all environments share. */
export interface PlatformLogsInput {
  /**
   * Days that the output of builds and of the other steps of pipelines is kept.
   * Allowed: a number of days that CloudWatch Logs offers.
   * @default 30
   */
  readonly buildRetentionDays?: LogRetentionDays;
  /**
   * Whether S3 logs who reads and writes the buckets of states and artifacts, in a bucket that `npm run bootstrap`
   * makes first.
   * Allowed: `true` or `false`.
   * @default false
   */
  readonly bucketAccess?: boolean;
  /**
   * Days that the access logs of buckets are kept.
   * Allowed: 1 to 3653.
   * @default 90
   */
  readonly bucketAccessRetentionDays?: number;
}

/** Days that the logs are kept. */
export type LogRetentionDays = 1 | 3 | 5 | 7 | 14 | 30 | 60 | 90 | 120 | 150 | 180 | 365 | 400 | 545 | 731 | 1096 | 1827 | 2192 | 2557 | 2922 | 3288 | 3653;

/** One place where every service runs; {} takes every default. */
export interface EnvironmentInput {
  /** The virtual network of the environment. */
  readonly network?: NetworkSettingsInput;
  /**
   * Where the load balancer can be reached from. public: from the internet, but it answers only requests with the
   * origin header, which the API adds.
   * Allowed: `public`.
   * @default 'public'
   */
  readonly edge?: 'public';
  /**
   * Whether a person approves before the pipeline deploys here.
   * Allowed: `true` or `false`.
   * @default false
   */
  readonly approval?: boolean;
  /**
   * Deletion protection wherever AWS has it, and no force deletes.
   * Allowed: `true` or `false`.
   * @default false
   */
  readonly protect?: boolean;
  /**
   * Whose keys encrypt the logs and secrets of the environment, and what it shares with others: images, artifacts and
   * states. customerManaged: KMS keys of this account, which `npm run bootstrap` makes first; awsManaged: keys of
   * AWS.
   * Allowed: `awsManaged` or `customerManaged`.
   * @default `customerManaged` where the environment has protect, or `awsManaged`
   */
  readonly encryption?: 'awsManaged' | 'customerManaged';
  /** The logs of the environment beside those of its services. */
  readonly logs?: EnvironmentLogsInput;
  /** Sign-in of the environment's users. */
  readonly users?: UserSettingsInput;
  /**
   * SNS topics that alarms notify.
   * Allowed: a list of up to 5 ARNs of SNS topics.
   * @default []
   */
  readonly alarmTopicArns?: readonly string[];
}

/** The virtual network of the environment. */
export interface NetworkSettingsInput {
  /**
   * IPv4 block of the VPC, from /16 to /24 (/23 for more than 4 availability zones).
   * Allowed: an IPv4 block such as 10.0.0.0/16.
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;
  /**
   * How many availability zones the subnets span; a load balancer needs two.
   * Allowed: 2 to 6.
   * @default 2
   */
  readonly availabilityZones?: 2 | 3 | 4 | 5 | 6;
  /**
   * NAT gateways: 0 (tasks get public addresses, closed to the internet by their security group), 1 (shared) or one
   * per availability zone.
   * Allowed: 0, 1 or one per availability zone.
   * @default 1
   */
  readonly natGateways?: number;
}

/** The logs of the environment beside those of its services. */
export interface EnvironmentLogsInput {
  /**
   * Days that the accesses to the API are kept.
   * Allowed: a number of days that CloudWatch Logs offers.
   * @default 30
   */
  readonly accessRetentionDays?: LogRetentionDays;
  /**
   * Days that the record of commands run in containers with ECS Exec is kept; audits ask for a year.
   * Allowed: a number of days that CloudWatch Logs offers.
   * @default 365
   */
  readonly execRetentionDays?: LogRetentionDays;
  /**
   * Days that the events of Container Insights are kept, from which CloudWatch makes metrics.
   * Allowed: a number of days that CloudWatch Logs offers.
   * @default 30
   */
  readonly insightsRetentionDays?: LogRetentionDays;
  /**
   * Which connections in the VPC are logged (VPC Flow Logs): none, those that are rejected, or all.
   * Allowed: `none` or `rejected` or `all`.
   * @default 'none'
   */
  readonly flows?: 'none' | 'rejected' | 'all';
  /**
   * Days that flow logs are kept.
   * Allowed: a number of days that CloudWatch Logs offers.
   * @default 30
   */
  readonly flowRetentionDays?: LogRetentionDays;
}

/** Sign-in of the environment's users. */
export interface UserSettingsInput {
  /**
   * Where the browser returns after sign-in.
   * Allowed: a list of 1 to 100 URLs.
   * @default ['http://localhost:3000/callback']
   */
  readonly callbackUrls?: readonly string[];
  /**
   * Where the browser returns after sign-out.
   * Allowed: a list of up to 100 URLs.
   * @default ['http://localhost:3000/']
   */
  readonly logoutUrls?: readonly string[];
}

/** One deployable service: its repository, and how it runs. */
export interface ServiceOptionsInput {
  /**
   * Repository at the GitHub owner, without the owner.
   * Allowed: the name of a repository, without owner and without .git.
   */
  readonly repository: string;
  /**
   * The branch whose pushes are delivered.
   * Allowed: the name of a git branch.
   * @default 'main'
   */
  readonly branch?: string;
  /**
   * Path of the Dockerfile in the repository.
   * Allowed: a relative path.
   * @default 'Dockerfile'
   */
  readonly dockerfile?: string;
  /**
   * Path of the build context in the repository.
   * Allowed: a relative path, or `.` for all of it.
   * @default '.'
   */
  readonly context?: string;
  /**
   * CPU units of a task, 1024 a vCPU; goes with memory.
   * Allowed: 256, 512, 1024, 2048, 4096, 8192 or 16384.
   * @default 512
   */
  readonly cpu?: FargateCpu;
  /**
   * Memory of a task in MiB; which sizes there are depends on cpu.
   * Allowed: a size that Fargate offers with the cpu.
   * @default 1024
   */
  readonly memory?: FargateMemory;
  /**
   * TCP port the container listens on; it reads it from PORT.
   * Allowed: 1 to 65535.
   * @default 80
   */
  readonly port?: number;
  /** The load balancer's health check of the service. */
  readonly healthCheck?: HealthCheckInput;
  /** How many tasks run. */
  readonly tasks?: TaskCountsInput;
  /** Target tracking on the average CPU utilization. */
  readonly scaling?: ScalingInput;
  /** Environment variables of the container in plain text. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Environment variables of the container by the ARN of an SSM parameter or Secrets Manager secret. */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * ARNs of the KMS keys of your own that the secrets are encrypted with; none for keys of AWS. The container's
   * secrets are decrypted with them, and nothing else is.
   * Allowed: a list of up to 10 ARNs of KMS keys.
   * @default []
   */
  readonly secretKeys?: readonly string[];
  /**
   * Whether people with the permission may run commands in its containers (ECS Exec). Every command is on record in
   * the log of the environment's cluster.
   * Allowed: `true` or `false`.
   * @default true, or false where the environment has protect
   */
  readonly executeCommand?: boolean;
  /**
   * Days that the logs are kept.
   * Allowed: a number of days that CloudWatch Logs offers.
   * @default 30
   */
  readonly logRetentionDays?: LogRetentionDays;
  /** How the API offers the service. */
  readonly api?: ApiOptionsInput;
  /**
   * What differs in an environment, by the name of the environment.
   * @default nothing differs
   */
  readonly environments?: unknown;
}

/** CPU units of a task, 1024 a vCPU; goes with memory. */
export type FargateCpu = 256 | 512 | 1024 | 2048 | 4096 | 8192 | 16384;

/** Memory of a task in MiB; which sizes there are depends on cpu. */
export type FargateMemory = 512 | 1024 | 2048 | 3072 | 4096 | 5120 | 6144 | 7168 | 8192 | 9216 | 10240 | 11264 | 12288 | 13312 | 14336 | 15360 | 16384 | 17408 | 18432 | 19456 | 20480 | 21504 | 22528 | 23552 | 24576 | 25600 | 26624 | 27648 | 28672 | 29696 | 30720 | 32768 | 36864 | 40960 | 45056 | 49152 | 53248 | 57344 | 61440 | 65536 | 73728 | 81920 | 90112 | 98304 | 106496 | 114688 | 122880;

/** The load balancer's health check of the service. */
export interface HealthCheckInput {
  /**
   * Path that answers with a success code when the service is well.
   * Allowed: a path that begins with /.
   * @default '/'
   */
  readonly path?: string;
  /**
   * Seconds between checks.
   * Allowed: 5 to 300.
   * @default 30
   */
  readonly interval?: number;
  /**
   * Seconds until a check counts as failed; less than the interval.
   * Allowed: 2 to 120.
   * @default 5
   */
  readonly timeout?: number;
  /**
   * Successes in a row that make a target healthy.
   * Allowed: 2 to 10.
   * @default 5
   */
  readonly healthyThreshold?: number;
  /**
   * Failures in a row that make a target unhealthy.
   * Allowed: 2 to 10.
   * @default 2
   */
  readonly unhealthyThreshold?: number;
  /**
   * HTTP codes of success: codes and ranges separated by commas.
   * Allowed: HTTP codes from 200 to 499, such as "200", "200,204" or "200-299".
   * @default '200'
   */
  readonly successCodes?: string;
}

/** How many tasks run. */
export interface TaskCountsInput {
  /**
   * Tasks that run at least.
   * Allowed: 0 to 5000.
   * @default 1
   */
  readonly min?: number;
  /**
   * Tasks to begin with; at least min if left out. Auto scaling decides from then on.
   * Allowed: 0 to 5000.
   * @default 1, or `min` if that is more
   */
  readonly desired?: number;
  /**
   * Tasks that run at most; at least desired if left out.
   * Allowed: 1 to 5000.
   * @default 4, or `desired` if that is more
   */
  readonly max?: number;
}

/** Target tracking on the average CPU utilization. */
export interface ScalingInput {
  /**
   * Target CPU utilization in percent.
   * Allowed: 1 to 100.
   * @default 60
   */
  readonly cpu?: number;
  /**
   * Seconds after a scale-out before the next.
   * Allowed: 0 to 86400.
   * @default 60
   */
  readonly scaleOutCooldown?: number;
  /**
   * Seconds after a scale-in before the next.
   * Allowed: 0 to 86400.
   * @default 300
   */
  readonly scaleInCooldown?: number;
  /**
   * Whether tasks are only ever added.
   * Allowed: `true` or `false`.
   * @default false
   */
  readonly disableScaleIn?: boolean;
}

/** How the API offers the service. */
export interface ApiOptionsInput {
  /**
   * Path prefix of the service in the API, e.g. shop/orders; the service's name if left out.
   * Allowed: segments joined by single slashes.
   * @default the service's name
   */
  readonly path?: string;
  /**
   * cognito: signed-in users with the scope of the service. none: everybody.
   * Allowed: `cognito` or `none`.
   * @default 'cognito'
   */
  readonly auth?: 'cognito' | 'none';
}

/** What differs in this environment, merged over the service. */
export interface OverrideOptionsInput {
  /**
   * CPU units of a task, 1024 a vCPU; goes with memory.
   * Allowed: 256, 512, 1024, 2048, 4096, 8192 or 16384.
   * @default 512
   */
  readonly cpu?: FargateCpu;
  /**
   * Memory of a task in MiB; which sizes there are depends on cpu.
   * Allowed: a size that Fargate offers with the cpu.
   * @default 1024
   */
  readonly memory?: FargateMemory;
  /**
   * TCP port the container listens on; it reads it from PORT.
   * Allowed: 1 to 65535.
   * @default 80
   */
  readonly port?: number;
  /** The load balancer's health check of the service. */
  readonly healthCheck?: HealthCheckInput;
  /** How many tasks run. */
  readonly tasks?: TaskCountsInput;
  /** Target tracking on the average CPU utilization. */
  readonly scaling?: ScalingInput;
  /** Environment variables of the container in plain text. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Environment variables of the container by the ARN of an SSM parameter or Secrets Manager secret. */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * ARNs of the KMS keys of your own that the secrets are encrypted with; none for keys of AWS. The container's
   * secrets are decrypted with them, and nothing else is.
   * Allowed: a list of up to 10 ARNs of KMS keys.
   * @default []
   */
  readonly secretKeys?: readonly string[];
  /**
   * Whether people with the permission may run commands in its containers (ECS Exec). Every command is on record in
   * the log of the environment's cluster.
   * Allowed: `true` or `false`.
   * @default true, or false where the environment has protect
   */
  readonly executeCommand?: boolean;
  /**
   * Days that the logs are kept.
   * Allowed: a number of days that CloudWatch Logs offers.
   * @default 30
   */
  readonly logRetentionDays?: LogRetentionDays;
  /** How the API offers the service. */
  readonly api?: ApiOptionsInput;
}

/** A stack that code of this project builds; {} takes every default. */
export interface OwnStackInput {
  /**
   * Whether each environment has one of its own, with the id `<environment>-<name>`; else all of them share one,
   * whose id is its name.
   * Allowed: `true` or `false`.
   * @default true
   */
  readonly perEnvironment?: boolean;
  /**
   * The environments that have one.
   * Allowed: a list of 1 to 100 names of environments.
   * @default all of them
   */
  readonly environments?: readonly string[];
  /**
   * What the role of the jobs that deploy it may do beyond what it may anyway; needs `npm run bootstrap`. Of the
   * services in it, plans and reviews read the descriptions.
   * Allowed: a list of up to 50 objects with actions and resources.
   * @default []
   */
  readonly deployPermissions?: readonly DeployPermissionInput[];
  /**
   * Secrets of it that `connect` may give services, by ARN: named `<platform>-${environment}-...`, or `rds!db-*` for
   * those in which RDS keeps the passwords of databases that are named so; needs `npm run bootstrap`.
   * Allowed: a list of up to 50 ARNs of secrets of Secrets Manager.
   * @default []
   */
  readonly applicationSecrets?: readonly string[];
}

/** A statement of IAM: which actions, on what. */
export interface DeployPermissionInput {
  /**
   * Actions of IAM; * is any letters.
   * Allowed: a list of 1 to 50 actions of IAM.
   */
  readonly actions: readonly string[];
  /**
   * ARNs of what they are on, named `<platform>-${environment}-...` (`<platform>-<stack>-...` for a stack that all
   * environments share); `*` for region and account are those of the platform.
   * Allowed: a list of 1 to 50 ARNs that name the platform and ${environment}.
   */
  readonly resources: readonly string[];
}
