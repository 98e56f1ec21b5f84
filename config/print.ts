import type { z } from 'zod';
import { isGroup, isRecord, optionsOf, unwrap } from './schema/inspect';
import type { Options } from './schema/option';
import { platformSchema } from './schema/platform';
import type { Platform, Service } from './types';

/**
 * A platform as JSON: the config with every default filled in and every override merged, so each service states in full
 * how it runs in each environment. It is itself a config, of the same platform. Equal platforms print equal bytes.
 */
export function printPlatform(platform: Platform): string {
  return `${JSON.stringify(declared(platformSchema, configOf(platform)), null, 2)}\n`;
}

/** The platform in the structure of a config: environments, services and overrides by name. */
function configOf(platform: Platform): Options {
  return {
    ...platform,
    environments: Object.fromEntries(platform.environments.map((each) => [each.name, each])),
    services: Object.fromEntries(platform.services.map((each) => [each.name, configOfService(each)])),
    stacks: configOfStacks(platform.stacks),
  };
}

/** A platform without stacks of its own has none of the option, which older versions do not know. */
function configOfStacks(stacks: Platform['stacks']): Options | undefined {
  if (stacks.length === 0) return undefined;
  return Object.fromEntries(
    stacks.map(({ name, environments, ...each }) => [
      name,
      { ...each, environments: each.perEnvironment ? environments : undefined },
    ]),
  );
}

function configOfService(service: Service): Options {
  const environments = Object.fromEntries(service.deployments.map((each) => [each.environment, each]));
  return { ...service, environments };
}

/**
 * What of a value is an option, in the order of the declarations. Environments and services keep their order, which has
 * a meaning; other records are sorted.
 */
function declared(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (isGroup(schema)) {
    const options = optionsOf(schema).map(([name, each]) => [name, unwrap(each).schema] as const);
    return Object.fromEntries(options.map(([name, each]) => [name, declared(each, (value as Options)[name])]));
  }
  if (!isRecord(schema)) return value;
  const entries = Object.entries(value as Options);
  const { valueType } = schema;
  if (!isGroup(valueType)) return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return Object.fromEntries(entries.map(([name, each]) => [name, declared(valueType, each)]));
}
