import { z } from 'zod';

/** The schema of an option, and whether it may be left out. */
export interface Located {
  readonly schema: z.ZodType;
  readonly optional: boolean;
}

/** Takes an option apart. */
export function unwrap(option: z.core.$ZodType): Located {
  if (option instanceof z.ZodOptional) return { schema: option.unwrap() as z.ZodType, optional: true };
  return { schema: option as z.ZodType, optional: false };
}

/** Options that belong together. */
export function isGroup(schema: z.ZodType): schema is z.ZodObject<Readonly<Record<string, z.ZodType>>> {
  return schema instanceof z.ZodObject;
}

/** Values under names that people choose. */
export function isRecord(schema: z.ZodType): schema is z.ZodRecord<z.ZodString, z.ZodType> {
  return schema instanceof z.ZodRecord;
}

/** A list of values of one kind. */
export function isList(schema: z.ZodType): schema is z.ZodArray<z.ZodType> {
  return schema instanceof z.ZodArray;
}

/** The options of a group by name, in the order of the declaration; none if the schema is not that of a group. */
export function optionsOf(schema: z.ZodType): readonly (readonly [string, z.ZodType])[] {
  return isGroup(schema) ? Object.entries(schema.shape) : [];
}

/** Whether a group has options that must be given; where it has, a group that is left out has no settings. */
export function hasRequired(schema: z.ZodType): boolean {
  return optionsOf(schema).some(([, option]) => !unwrap(option).optional);
}
