import { ConfigError } from '../../config/config-error';
import type { Issue } from '../../config/issue';
import { resolvePlatform, type ResolveOptions } from '../../config/resolve';
import type { Deployment } from '../../config/types';

/** A config as it comes from a file: nothing is known of it. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** The smallest valid config, changed as asked. */
export function config(changes: RawConfig = {}): RawConfig {
  return {
    name: 'shop',
    account: '123456789012',
    region: 'eu-central-1',
    github: { owner: 'example-org' },
    environments: { dev: {} },
    services: { hello: { repository: 'hello' } },
    ...changes,
  };
}

/** A config with environments `dev` and `prod` whose only service, `hello`, has these options. */
export function withService(options: RawConfig): RawConfig {
  return config({ environments: { dev: {}, prod: {} }, services: { hello: { repository: 'hello', ...options } } });
}

/** A config whose only environment, `dev`, has these options. */
export function withEnvironment(options: RawConfig): RawConfig {
  return config({ environments: { dev: options } });
}

/** A config with one service of each name, with the API path given. */
export function withPaths(paths: Readonly<Record<string, string>>): RawConfig {
  const services = Object.entries(paths).map(([name, path]) => [name, { repository: name, api: { path } }]);
  return config({ services: Object.fromEntries(services) as unknown });
}

/** Everything that is wrong with a config; empty if nothing is. */
export function issuesOf(input: unknown, options?: ResolveOptions): readonly Issue[] {
  try {
    resolvePlatform(input, options);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.issues;
    throw error;
  }
}

/** The config paths of everything that is wrong with a config. */
export function pathsOf(input: unknown): readonly string[] {
  return issuesOf(input).map(({ path }) => path);
}

/** How the service `hello` of a config runs in an environment. */
export function deploymentOf(input: unknown, environment = 'dev'): Deployment {
  const hello = resolvePlatform(input).services.find(({ name }) => name === 'hello');
  const deployment = hello?.deployments.find((each) => each.environment === environment);
  if (deployment === undefined) throw new Error(`hello does not run in ${environment}`);
  return deployment;
}
