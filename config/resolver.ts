import type { z } from 'zod';
import { hasRequired, isGroup, isList, isRecord, optionsOf, unwrap } from './schema/inspect';
import { declarationOf, type Options } from './schema/option';

/**
 * Resolves one option.
 * @param layers what the config says of it, the strongest first; `undefined` where it says nothing
 * @param owner name of the service or environment
 */
export type Resolve = (layers: readonly unknown[], owner: string) => unknown;

/** How the values of an option become one, as its declaration says. */
export function resolverOf(option: z.ZodType): Resolve {
  const { schema } = unwrap(option);
  const { override = 'replace' } = declarationOf(schema);
  if (isGroup(schema)) return groupResolver(schema, override === 'merge');
  const { default: fallback } = declarationOf(schema);
  if (override !== 'merge') return (layers) => strongest(layers) ?? fallback;
  if (isRecord(schema)) return (layers) => merged(layers);
  if (isList(schema)) return (layers) => appended(layers) ?? fallback;
  throw new Error('only groups, records and lists can be merged');
}

/**
 * A group that is merged takes each option from the strongest layer that has it; one that is replaced takes all of them
 * from one layer. Without its required options a group is left out.
 */
function groupResolver(schema: z.ZodType, isMerged: boolean): Resolve {
  const settings = optionsOf(schema).filter(([, each]) => declarationOf(unwrap(each).schema).structure !== true);
  const resolvers = settings.map(([name, each]) => [name, resolverOf(each)] as const);
  const { specialCase } = declarationOf(schema);
  const resolve = (groups: readonly Options[], owner: string): Options => {
    const filled = fill(resolvers, groups, owner);
    return specialCase === undefined ? filled : specialCase(filled, merged(groups), owner);
  };
  const isNoneWithout = hasRequired(schema);
  const defaults = isNoneWithout || hasSpecialCase(schema) ? undefined : resolve([], '');
  return (layers, owner) => {
    const given = layers.filter((layer): layer is Options => layer !== undefined);
    if (given.length === 0 && (isNoneWithout || defaults !== undefined)) return defaults;
    return resolve(isMerged ? given : given.slice(0, 1), owner);
  };
}

/** Whether the defaults of a group may depend on its owner. */
function hasSpecialCase(schema: z.ZodType): boolean {
  const inner = optionsOf(schema).map(([, option]) => unwrap(option).schema);
  return declarationOf(schema).specialCase !== undefined || inner.some(hasSpecialCase);
}

function fill(resolvers: readonly (readonly [string, Resolve])[], groups: readonly Options[], owner: string): Options {
  const filled: Record<string, unknown> = {};
  for (const [name, resolve] of resolvers) {
    const layers = groups.map((each) => each[name]);
    const value = resolve(layers, owner);
    if (value !== undefined) filled[name] = value;
  }
  return filled;
}

/** The entries of every layer, those of the strongest over the others. */
function merged(layers: readonly unknown[]): Options {
  const given = layers.filter((layer): layer is Options => layer !== undefined);
  const [only = {}] = given;
  return given.length < 2 ? only : given.reduceRight<Options>((weaker, stronger) => ({ ...weaker, ...stronger }), {});
}

function strongest(layers: readonly unknown[]): unknown {
  return layers.find((layer) => layer !== undefined);
}

/** The items of every layer, those of the weakest first. */
function appended(layers: readonly unknown[]): readonly unknown[] | undefined {
  const given = layers.filter((layer) => layer !== undefined);
  return given.length === 0 ? undefined : [...given].reverse().flat();
}
