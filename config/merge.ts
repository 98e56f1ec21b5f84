import {
  defaultAuth,
  defaultContinuousIntegration,
  defaultEnvironment,
  defaultRuntime,
  defaultSource,
} from './defaults';
import { listenerPriority } from '../platform/listener-priority';
import type { EnvironmentData, OverrideData, PlatformData, ServiceData } from './schema/platform';
import type {
  ApiSettings,
  ContinuousIntegration,
  Deployment,
  Environment,
  Platform,
  Service,
  TaskCounts,
} from './types';

/** What a layer says of an object's options; plain data has no option that is `undefined`. */
type Layer<T> = { readonly [Key in keyof T]?: T[Key] | undefined } | undefined;

/** A platform with every override merged over its service, and the defaults below both. Checks nothing. */
export function resolveAll(data: PlatformData): Platform {
  const environments = Object.entries(data.environments).map(([name, each]) => resolveEnvironment(name, each));
  const services = Object.entries(data.services).map(([name, each]) => resolveService(name, each, environments));
  return {
    name: data.name,
    account: data.account,
    region: data.region,
    github: { owner: data.github.owner },
    ...(data.ci && { ci: resolveContinuousIntegration(data.ci) }),
    tags: { ...data.tags },
    environments,
    services,
  };
}

function resolveContinuousIntegration(data: NonNullable<PlatformData['ci']>): ContinuousIntegration {
  const { branch, oidcProvider } = defaultContinuousIntegration;
  return {
    repository: data.repository,
    branch: data.branch ?? branch,
    oidcProvider: data.oidcProvider ?? oidcProvider,
  };
}

function resolveEnvironment(name: string, data: EnvironmentData): Environment {
  return {
    name,
    network: fill(defaultEnvironment.network, data.network),
    edge: data.edge ?? defaultEnvironment.edge,
    approval: data.approval ?? defaultEnvironment.approval,
    protect: data.protect ?? defaultEnvironment.protect,
    users: fill(defaultEnvironment.users, data.users),
    alarmTopicArns: data.alarmTopicArns ?? defaultEnvironment.alarmTopicArns,
  };
}

function resolveService(name: string, data: ServiceData, environments: readonly Environment[]): Service {
  return {
    name,
    repository: data.repository,
    branch: data.branch ?? defaultSource.branch,
    dockerfile: data.dockerfile ?? defaultSource.dockerfile,
    context: data.context ?? defaultSource.context,
    deployments: environments.map((environment) => ({
      environment: environment.name,
      ...resolveRuntime(name, data, overrideOf(data, environment.name)),
    })),
  };
}

/** What a service says of one environment. */
export function overrideOf(data: ServiceData, environment: string): OverrideData {
  const overrides = data.environments ?? {};
  return (Object.hasOwn(overrides, environment) ? overrides[environment] : undefined) ?? {};
}

/** How a service runs with an override: the override's options over the service's, then the defaults. */
export function resolveRuntime(
  name: string,
  service: ServiceData,
  override: OverrideData,
): Omit<Deployment, 'environment'> {
  const { healthCheck, scaling, variables, secrets } = defaultRuntime;
  return {
    cpu: override.cpu ?? service.cpu ?? defaultRuntime.cpu,
    memory: override.memory ?? service.memory ?? defaultRuntime.memory,
    port: override.port ?? service.port ?? defaultRuntime.port,
    healthCheck: fill(healthCheck, service.healthCheck, override.healthCheck),
    tasks: taskCounts({ ...service.tasks, ...override.tasks }),
    scaling: fill(scaling, service.scaling, override.scaling),
    variables: fill(variables, service.variables, override.variables),
    secrets: fill(secrets, service.secrets, override.secrets),
    logRetentionDays: override.logRetentionDays ?? service.logRetentionDays ?? defaultRuntime.logRetentionDays,
    api: resolveApi(name, { ...service.api, ...override.api }),
  };
}

function resolveApi(service: string, given: NonNullable<OverrideData['api']>): ApiSettings {
  const path = given.path ?? service;
  return { path, auth: given.auth ?? defaultAuth, listenerPriority: listenerPriority(path) };
}

/** A count that is not given never contradicts one that is: `desired` follows `min` up, and `max` follows `desired`. */
function taskCounts(given: NonNullable<Layer<TaskCounts>>): TaskCounts {
  const min = given.min ?? defaultRuntime.tasks.min;
  const desired = given.desired ?? Math.max(defaultRuntime.tasks.desired, min);
  const max = given.max ?? Math.max(defaultRuntime.tasks.max, desired);
  return { min, desired, max };
}

function fill<T extends object>(defaults: T, ...layers: readonly Layer<T>[]): T {
  return layers.reduce<T>((filled, layer) => ({ ...filled, ...layer }), defaults);
}
