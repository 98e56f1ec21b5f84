import { withValue } from './data';
import type { Path } from './issue';
import { overrideOf, resolveAll, resolveRuntime, type RuntimeOptions } from './merge';
import { schemaAt } from './schema/navigate';
import { declarationOf } from './schema/option';
import { platformSchema, type PlatformData, type ServiceData } from './schema/platform';
import type { Platform } from './types';

/**
 * What a rule reads: the config as written and as resolved. An example replaces each value that is invalid by itself, so
 * that rules can check the rest.
 */
export interface RuleContext {
  /** The config as it was written. */
  readonly data: unknown;
  readonly platform: Platform;
  /** Every service as it is written, and as each of its overrides makes it. */
  readonly variants: readonly Variant[];
}

/** A service with the options of one environment, or as it is without any. */
export interface Variant {
  readonly service: string;
  /** `undefined`: the service itself, without any override. */
  readonly environment: string | undefined;
  readonly settings: RuntimeOptions;
}

/** @param wrong the paths of what is wrong by itself. */
export function ruleContextOf(data: unknown, wrong: readonly Path[]): RuleContext {
  const usable = repaired(data, wrong);
  const environments = Object.keys(usable.environments);
  const variants = Object.entries(usable.services).flatMap(([name, each]) => variantsOf(name, each, environments));
  return { data, platform: resolveAll(usable), variants };
}

function repaired(data: unknown, wrong: readonly Path[]): PlatformData {
  const deepestFirst = [...wrong].sort((a, b) => b.length - a.length);
  return platformSchema.parse(deepestFirst.reduce((partly, path) => withValue(partly, path, standIn(path)), data));
}

/** Nothing for an option that may be left out or that does not exist, an example for one that must be there. */
function standIn(path: Path): unknown {
  const located = schemaAt(path);
  return located === undefined || located.optional ? undefined : declarationOf(located.schema).example;
}

/** An override of an environment that does not exist makes nothing of a service: `rules/overrides.ts` refuses it. */
function variantsOf(service: string, data: ServiceData, environments: readonly string[]): readonly Variant[] {
  const variant = (environment: string | undefined): Variant => ({
    service,
    environment,
    settings: resolveRuntime(service, data, environment === undefined ? {} : overrideOf(data, environment)),
  });
  const overridden = Object.keys(data.environments ?? {}).filter((name) => environments.includes(name));
  return [variant(undefined), ...overridden.map(variant)];
}
