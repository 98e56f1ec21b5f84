import { createHash } from 'node:crypto';
import { resolvePlatform } from '../../config/resolve';
import type { Deployment, Environment, OwnStackSettings, Platform, Service } from '../../config/types';
import { config } from './config';

/** The platform of the smallest config: every default, as the declarations of the options have it. */
const smallest = resolvePlatform(config());
const dev = theOnly(smallest.environments);
const hello = theOnly(smallest.services);

/** An environment named `dev` with every default, changed as asked. */
export function testEnvironment(changes: Partial<Environment> = {}): Environment {
  return { ...dev, ...changes };
}

/** A deployment of the service `hello` to `dev` with every default, changed as asked. */
export function testDeployment(changes: Partial<Deployment> = {}): Deployment {
  return { ...theOnly(hello.deployments), api: testApi('hello'), ...changes };
}

/** API settings of a path, with a listener priority of its own. */
export function testApi(path: string, auth: 'cognito' | 'none' = 'cognito'): Deployment['api'] {
  const digest = createHash('sha256').update(path).digest();
  return { path, auth, listenerPriority: (digest.readUInt32BE(0) % 50_000) + 1 };
}

/** A service with every default in the environments named, changed as asked. */
export function testService(name: string, environments: readonly string[], changes: Partial<Deployment> = {}): Service {
  return {
    ...hello,
    name,
    repository: name,
    deployments: environments.map((environment) => testDeployment({ environment, api: testApi(name), ...changes })),
  };
}

/** The platform `shop`: environments `dev` and `prod` (approval, protect), services `hello` and `orders`. */
export function testPlatform(changes: Partial<Platform> = {}): Platform {
  const prod = testEnvironment({ name: 'prod', approval: true, protect: true, encryption: 'customerManaged' });
  const environments = [testEnvironment(), prod];
  const names = environments.map(({ name }) => name);
  return {
    ...smallest,
    environments,
    services: [testService('hello', names), testService('orders', names, { port: 8080 })],
    ...changes,
  };
}

/** A stack of the project's own in the environments named; without any, all of them share it. */
export function testStack(
  name: string,
  environments: readonly string[],
  changes: Partial<OwnStackSettings> = {},
): OwnStackSettings {
  return {
    name,
    environments,
    perEnvironment: environments.length > 0,
    deployPermissions: [],
    applicationSecrets: [],
    ...changes,
  };
}

/** The one item of a list. @throws if it has none or more */
function theOnly<T>(items: readonly T[]): T {
  const [first, ...others] = items;
  if (first === undefined || others.length > 0) throw new Error(`one item expected, not ${items.length}`);
  return first;
}
