import { z } from 'zod';
import type { Path } from '../issue';
import { platformSchema } from './platform';

/** The schema of one option, and whether it may be left out. */
export interface Located {
  readonly schema: z.ZodType;
  readonly optional: boolean;
}

/** The schema of the option at a path of a config; `undefined` where no option is. */
export function schemaAt(path: Path): Located | undefined {
  return path.reduce<Located | undefined>(
    (parent, key) => (parent === undefined ? undefined : childOf(parent.schema, key)),
    { schema: platformSchema, optional: false },
  );
}

/** The names of an object's options; none if the schema is not that of an object. */
export function optionNames(schema: z.ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function childOf(schema: z.ZodType, key: string | number): Located | undefined {
  if (schema instanceof z.ZodRecord) return unwrap(schema.valueType);
  if (schema instanceof z.ZodArray) return unwrap(schema.element);
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, key)) return undefined;
  return unwrap((schema.shape as Readonly<Record<string | number, z.core.$ZodType>>)[key]);
}

function unwrap(schema: z.core.$ZodType | undefined): Located | undefined {
  if (schema instanceof z.ZodOptional) return { schema: schema.unwrap() as z.ZodType, optional: true };
  return schema instanceof z.ZodType ? { schema, optional: false } : undefined;
}
