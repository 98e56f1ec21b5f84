/** Log group of the accesses to the API of an environment. */
export function accessLogGroup(platform: string, environment: string): string {
  return `/${platform}/${environment}/api`;
}

/**
 * Log group of the containers of a service. A service whose name would make it the access log of the API has one below
 * that, where no other service can have one: names of services hold no slash.
 */
export function containerLogGroup(platform: string, environment: string, service: string): string {
  const name = `/${platform}/${environment}/${service}`;
  return name === accessLogGroup(platform, environment) ? `${name}/containers` : name;
}

/** Log group of the connections in the VPC of an environment: no service may be called `network`. */
export function flowLogGroup(platform: string, environment: string): string {
  return `/${platform}/${environment}/network/flows`;
}

/**
 * Log group of the Container Insights of a cluster. Source: Amazon CloudWatch User Guide, "Container Insights performance
 * log events for Amazon ECS".
 */
export function insightsLogGroup(cluster: string): string {
  return `/aws/ecs/containerinsights/${cluster}/performance`;
}
