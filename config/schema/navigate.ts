import type { z } from 'zod';
import { formatPath, type Path } from '../issue';
import { isGroup, isList, isRecord, unwrap, type Located } from './inspect';
import { platformSchema } from './platform';

/** The schema of the option at a path of a config; `undefined` where no option is. */
export function schemaAt(path: Path): Located | undefined {
  return path.reduce<Located | undefined>(
    (parent, key) => (parent === undefined ? undefined : childOf(parent.schema, key)),
    { schema: platformSchema, optional: false },
  );
}

/** The schema of the option at a path. @throws if there is none, which is a bug */
export function optionSchema(path: Path): z.ZodType {
  const located = schemaAt(path);
  if (located === undefined) throw new Error(`the config schema has no option ${formatPath(path)}`);
  return located.schema;
}

function childOf(schema: z.ZodType, key: string | number): Located | undefined {
  if (isRecord(schema)) return unwrap(schema.valueType);
  if (isList(schema)) return unwrap(schema.element);
  if (!isGroup(schema) || !Object.hasOwn(schema.shape, key)) return undefined;
  const child = schema.shape[key];
  return child === undefined ? undefined : unwrap(child);
}
