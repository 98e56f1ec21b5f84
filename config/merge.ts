import { resolverOf } from './resolver';
import { environmentSchema } from './schema/environment';
import { ownStackSchema } from './schema/own-stack';
import { platformSchema, type OverrideData, type PlatformData, type ServiceData } from './schema/platform';
import { runtimeSchema, sourceSchema } from './schema/service';
import type { Deployment, Environment, OwnStackSettings, Platform, Service } from './types';
import type { OwnStack, PlatformOptions, ServiceSource } from './generated/settings';

const platformOptions = resolverOf(platformSchema);
const environmentSettings = resolverOf(environmentSchema);
const serviceSource = resolverOf(sourceSchema);
const runtimeSettings = resolverOf(runtimeSchema);
const ownStackSettings = resolverOf(ownStackSchema);

/** The options of an environment, without what follows from others of them. */
type EnvironmentOptions = Omit<Environment, 'name' | 'encryption'> & {
  /** @default `protect` decides */
  readonly encryption?: Environment['encryption'];
};

/** A platform with every override merged over its service, and the defaults below both. Checks nothing. */
export function resolveAll(data: PlatformData): Platform {
  const environments = Object.entries(data.environments).map(([name, each]) => ({
    name,
    // Where nothing is said, what is protected has keys of the account's own.
    encryption: each.protect === true ? ('customerManaged' as const) : ('awsManaged' as const),
    ...(environmentSettings([each], name) as EnvironmentOptions),
  }));
  const services = Object.entries(data.services).map(([name, each]) => resolveService(name, each, environments));
  const stacks = Object.entries(data.stacks ?? {}).map(([name, each]) => resolveOwnStack(name, each, environments));
  return { ...(platformOptions([data], data.name) as PlatformOptions), environments, services, stacks };
}

/** An environment that does not exist makes nothing of a stack: `rules/own-stacks.ts` refuses it. */
function resolveOwnStack(name: string, data: unknown, environments: readonly Environment[]): OwnStackSettings {
  const settings = ownStackSettings([data], name) as OwnStack;
  const names = environments.map((each) => each.name);
  const wanted =
    settings.environments === undefined ? names : names.filter((each) => settings.environments?.includes(each));
  return { ...settings, name, environments: settings.perEnvironment ? wanted : [] };
}

function resolveService(name: string, data: ServiceData, environments: readonly Environment[]): Service {
  return {
    name,
    ...(serviceSource([data], name) as ServiceSource),
    deployments: environments.map((environment) => ({
      environment: environment.name,
      // Where nothing is said, people run no commands in the containers of a protected environment.
      executeCommand: !environment.protect,
      ...resolveRuntime(name, data, overrideOf(data, environment.name)),
    })),
  };
}

/** What a service says of one environment. */
export function overrideOf(data: ServiceData, environment: string): OverrideData {
  const overrides = data.environments ?? {};
  return (Object.hasOwn(overrides, environment) ? overrides[environment] : undefined) ?? {};
}

/** What a service says of how it runs, without what follows from its environment. */
export type RuntimeOptions = Omit<Deployment, 'environment' | 'executeCommand'> & {
  /** @default the environment decides */
  readonly executeCommand?: boolean;
};

/** How a service runs with an override: the override's options over the service's, then the defaults. */
export function resolveRuntime(name: string, service: ServiceData, override: OverrideData): RuntimeOptions {
  return runtimeSettings([override, service], name) as RuntimeOptions;
}
