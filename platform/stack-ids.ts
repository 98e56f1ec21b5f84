/** The id of every stack: its name on the command line, its folder in cdktf.out and the key of its state. A contract. */
export const stackIds = {
  /** State bucket and account-wide settings. */
  bootstrap: (): string => 'bootstrap',
  /** VPC and load balancer of an environment. */
  network: (environment: string): string => `${environment}-network`,
  /** ECS cluster of an environment. */
  cluster: (environment: string): string => `${environment}-cluster`,
  /** REST API and user pool of an environment. */
  api: (environment: string): string => `${environment}-api`,
  /** Image repository of a service. */
  registry: (service: string): string => `${service}-registry`,
  /** Delivery pipeline of a service. */
  pipeline: (service: string): string => `${service}-pipeline`,
  /** A service as it runs in an environment. */
  service: (environment: string, service: string): string => `${environment}-${service}`,
} as const;
