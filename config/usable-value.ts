import { z } from 'zod';
import { nearest } from './did-you-mean';
import { isGroup, isList, optionsOf, unwrap } from './schema/inspect';
import { declarationOf } from './schema/option';

/**
 * The valid value that a person meant: the one that was found, in the form that the option takes. Nothing is made of a
 * secret, nor of what may hold one.
 * @returns undefined if it cannot be told
 */
export function usableValue(schema: z.ZodType, found: unknown): unknown {
  const { secret, meant } = declarationOf(schema);
  if (secret === true) return undefined;
  return [found, ...plainForms(found), meant?.(found), listOfOne(schema, found), groupOf(schema, found)].find(
    (value) => value !== undefined && schema.safeParse(value).success,
  );
}

/** Words for true and false. */
const YES_OR_NO: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** A text as the number, or the word for true or false, that is written in it; one of those as text. */
export function plainForms(found: unknown): readonly unknown[] {
  if (typeof found === 'number' || typeof found === 'boolean') return [String(found)];
  if (typeof found !== 'string' || found.trim() === '') return [];
  return [Number(found), YES_OR_NO[found.trim().toLowerCase()], found.trim()];
}

/** The word of a choice that is near a text. */
export function nearWord(schema: z.ZodType, found: unknown): string | undefined {
  if (typeof found !== 'string' || !(schema instanceof z.ZodEnum)) return undefined;
  return nearest(found, schema.options.map(String));
}

function listOfOne(schema: z.ZodType, found: unknown): readonly unknown[] | undefined {
  if (!isList(schema) || Array.isArray(found)) return undefined;
  const item = usableValue(schema.element, found);
  return item === undefined ? undefined : [item];
}

/** A group with the value as its main option. */
function groupOf(schema: z.ZodType, found: unknown): object | undefined {
  const isOneValue = typeof found === 'string' || typeof found === 'number' || Array.isArray(found);
  if (!isGroup(schema) || !isOneValue) return undefined;
  const options = new Map(optionsOf(schema));
  for (const name of declarationOf(schema).main ?? []) {
    const option = options.get(name);
    const value = option === undefined ? undefined : usableValue(unwrap(option).schema, found);
    if (value !== undefined) return { [name]: value };
  }
  return undefined;
}
