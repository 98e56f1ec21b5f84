import type { EnvironmentInput, OverrideInput, PlatformInput, SourceInput } from './input';
import type { Deployment, Environment, Platform, Service } from './types';

/**
 * A platform as JSON: the config with every default filled in and every override merged, so each service states in full
 * how it runs in each environment. It is itself a config, of the same platform. Equal platforms print equal bytes.
 */
export function printPlatform(platform: Platform): string {
  return `${JSON.stringify(explicitConfig(platform), null, 2)}\n`;
}

function explicitConfig(platform: Platform): Record<keyof PlatformInput, unknown> {
  return {
    name: platform.name,
    account: platform.account,
    region: platform.region,
    github: platform.github,
    ci: platform.ci,
    tags: sorted(platform.tags),
    environments: Object.fromEntries(platform.environments.map((each) => [each.name, explicitEnvironment(each)])),
    services: Object.fromEntries(platform.services.map((each) => [each.name, explicitService(each)])),
  };
}

function explicitEnvironment(environment: Environment): Record<keyof EnvironmentInput, unknown> {
  return {
    network: environment.network,
    edge: environment.edge,
    approval: environment.approval,
    protect: environment.protect,
    users: environment.users,
    alarmTopicArns: environment.alarmTopicArns,
  };
}

function explicitService(service: Service): Record<keyof SourceInput | 'environments', unknown> {
  return {
    repository: service.repository,
    branch: service.branch,
    dockerfile: service.dockerfile,
    context: service.context,
    environments: Object.fromEntries(service.deployments.map((each) => [each.environment, explicitRuntime(each)])),
  };
}

function explicitRuntime(deployment: Deployment): Record<keyof OverrideInput, unknown> {
  return {
    cpu: deployment.cpu,
    memory: deployment.memory,
    port: deployment.port,
    healthCheck: deployment.healthCheck,
    tasks: deployment.tasks,
    scaling: deployment.scaling,
    variables: sorted(deployment.variables),
    secrets: sorted(deployment.secrets),
    logRetentionDays: deployment.logRetentionDays,
    api: { path: deployment.api.path, auth: deployment.api.auth },
  };
}

function sorted(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
