import type { z } from 'zod';
import { isSameName } from '../did-you-mean';
import type { NameRule } from '../names';

/**
 * Everything that is stated of one option. All other forms of an option follow from this declaration and its schema.
 */
export interface Declaration {
  /** One or two sentences for the types, the JSON Schema and the documentation. */
  readonly description: string;
  /** What may stand there, as the end of "allowed: ...". */
  readonly allowed: string;
  /** The same in a few words, for tables. @default allowed */
  readonly allowedInShort?: string;
  /** A valid value; also replaces an invalid one while the rest of a config is checked. */
  readonly example: unknown;
  /** What holds when the option is left out. @default none: the option is required, or its defaults are those in it */
  readonly default?: unknown;
  /** Whether there is no setting where the option is left out. @default false: it has a default, or follows from others */
  readonly mayBeMissing?: true;
  /** How people read the default, where it is not one value. @default the default as it is written in a config */
  readonly defaultInWords?: string;
  /** How an environment may override the option. @default 'replace' */
  readonly override?: Override;
  /**
   * Whether the option is no setting itself: it holds environments, services or overrides, or is for editors only.
   * `merge.ts` says what becomes of it. @default false
   */
  readonly structure?: boolean;
  /** Names of this option in other tools: an unknown option of that name is taken for this one. @default none */
  readonly synonyms?: readonly string[];
  /** The option in a group that one value in place of the group is meant for; of several, the first that takes the value. */
  readonly main?: readonly string[];
  /** What is likely where the option is missing. @param owner the name under which its group stands @default the example */
  readonly likely?: (owner: string) => unknown;
  /** The value that is meant by one that is written as in other tools, such as "1 vCPU". @returns undefined if it is unknown */
  readonly meant?: (found: unknown) => unknown;
  /** The fix for an invalid value, where there is a better one than to give the example. */
  readonly fix?: (found: unknown) => string | undefined;
  /**
   * The numbers that go with the other options of the object, where that narrows the choice.
   * @param beside the object that the option is in, as it was found
   */
  readonly numbersWith?: (beside: unknown) => readonly number[];
  /** Names and values that people will expect here but are refused, each with the reason. @default none */
  readonly refused?: Readonly<Record<string, Refusal>>;
  /** Whether the value, or what is in it, must never be shown. @default false */
  readonly secret?: boolean;
  /** What the names in a record may look like. @default any text */
  readonly names?: NameRule;
  /**
   * Name of the TypeScript type of a group, or of one of many numbers. @default the type is written where it is used
   */
  readonly type?: string;
  /** What follows from several options of a group, or from the name of its owner: one of `special-cases.ts`. */
  readonly specialCase?: SpecialCase;
  /** JSON Schema keywords beside those that follow from the schema. @default none */
  readonly keywords?: Readonly<Record<string, unknown>>;
}

/**
 * How the value of an environment and that of the service make one:
 * - `replace`: the environment's value replaces the service's.
 * - `merge`: the options of a group and the entries of a record are merged, the environment's over the service's; the
 *   items of a list come after the service's.
 * - `never`: no environment may override the option, for the reason given.
 */
export type Override = 'replace' | 'merge' | { readonly never: string };

/**
 * Completes the options of a group once its defaults are filled in.
 * @param filled the options with every default
 * @param given the options that the config states, without defaults
 * @param owner name of the service or environment
 */
export type SpecialCase = (filled: Options, given: Options, owner: string) => Options;

/** Options by name. */
export type Options = Readonly<Record<string, unknown>>;

/** Why something that people will expect is refused. */
export interface Refusal {
  readonly found: string;
  /** What to do; it may say what becomes of the value that was found. */
  readonly fix: string | ((value: unknown) => string);
}

/** A refusal as it is told. */
export interface ToldRefusal {
  readonly found: string;
  readonly fix: string;
}

const declarations = new WeakMap<z.ZodType, Declaration>();

/** Attaches a declaration to the schema of an option; returns a new schema. */
export function option<Schema extends z.ZodType>(schema: Schema, declaration: Declaration): Schema {
  const described = schema.meta({
    description: declaration.description,
    ...(declaration.default !== undefined && { default: declaration.default }),
    ...declaration.keywords,
  });
  declarations.set(described, declaration);
  return described;
}

/** The declaration of an option. @throws if the schema was not made by `option`, which is a bug. */
export function declarationOf(schema: z.ZodType): Declaration {
  const declaration = declarations.get(schema);
  if (declaration === undefined) throw new Error('every option of the config schema needs a declaration');
  return declaration;
}

/**
 * Why a name or a value that people will expect is refused, if it is one, in any style of writing.
 * @param value what stands under the name
 */
export function refusalOf(schema: z.ZodType, nameOrValue: unknown, value?: unknown): ToldRefusal | undefined {
  const { refused = {} } = declarationOf(schema);
  if (typeof nameOrValue !== 'string') return undefined;
  const refusal = Object.entries(refused).find(([each]) => isSameName(each, nameOrValue))?.[1];
  if (refusal === undefined) return undefined;
  const { found, fix } = refusal;
  return { found, fix: typeof fix === 'string' ? fix : fix(value) };
}

/** One reason for several names. */
export function refuse(names: readonly string[], refusal: Refusal): Readonly<Record<string, Refusal>> {
  return Object.fromEntries(names.map((name) => [name, refusal]));
}

/**
 * Why an option that is planned is refused.
 * @param instead what holds without it
 * @param otherwise what to do for what it was to say. @default nothing
 */
export function notYet(instead: string, otherwise?: (value: unknown) => string): Refusal {
  const fix = `leave it out: ${instead}`;
  return {
    found: 'an option that is not available yet',
    fix: otherwise === undefined ? fix : (value) => `${fix}; ${otherwise(value)}`,
  };
}
