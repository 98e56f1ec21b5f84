import { z } from 'zod';

/** What people and editors are told about an option. */
export interface Help {
  /** One sentence for editors and the JSON Schema. */
  readonly description: string;
  /** What may stand there, as the end of "allowed: ...". */
  readonly allowed: string;
  /** A valid value; also stands in for a wrong one while the rest of a config is checked. */
  readonly example: unknown;
  /** What holds when the option is left out, if that is one value. @default none is shown */
  readonly default?: unknown;
  /** The fix for a wrong value, where there is a better one than to give the example. */
  readonly fix?: (found: unknown) => string | undefined;
  /**
   * The numbers that go with what stands beside the option, where that narrows the choice.
   * @param beside the object that the option is in, as it was found
   */
  readonly numbersWith?: (beside: unknown) => readonly number[];
  /** Names and values that people will expect here but are refused, each with the reason. @default none */
  readonly refused?: Readonly<Record<string, Refusal>>;
  /** Whether the value, or what is in it, must never be shown. @default false */
  readonly secret?: boolean;
  /** JSON Schema keywords beside those that follow from the schema. @default none */
  readonly keywords?: Readonly<Record<string, unknown>>;
}

/** Why something that people will expect is refused. */
export interface Refusal {
  readonly found: string;
  readonly fix: string;
}

const helps = z.registry<Help>();

/** Attaches help to the schema of an option; returns a new schema. */
export function option<Schema extends z.ZodType>(schema: Schema, help: Help): Schema {
  const described = schema.meta({
    description: help.description,
    ...(help.default !== undefined && { default: help.default }),
    ...help.keywords,
  });
  helps.add(described, help);
  return described;
}

/** The help of an option. @throws if the schema was not made by `option`, which is a bug. */
export function helpOf(schema: z.ZodType): Help {
  const help = helps.get(schema);
  if (help === undefined) throw new Error('every option of the config schema needs help');
  return help;
}

/** Why a name or a value that people will expect is refused, if it is one. */
export function refusalOf(schema: z.ZodType, nameOrValue: unknown): Refusal | undefined {
  const { refused = {} } = helpOf(schema);
  return typeof nameOrValue === 'string' && Object.hasOwn(refused, nameOrValue) ? refused[nameOrValue] : undefined;
}

/** One schema for each key of an input type: neither a key too many nor one too few compiles. */
export type Shape<Input> = { readonly [Key in keyof Required<Input>]: z.ZodType };

/** Why an option that is planned is refused. */
export function notYet(instead: string): Refusal {
  return { found: 'an option that is not available yet', fix: `leave it out: ${instead}` };
}
