import { z } from 'zod';
import { nearest } from './did-you-mean';
import type { Path } from './issue';
import { schemaAt } from './schema/navigate';
import { declarationOf } from './schema/option';

/**
 * The change that makes an option's value one that is allowed.
 * @param beside the object that the option is in, as it was found
 */
export function fixFor(path: Path, found: unknown, beside: unknown): string {
  const located = schemaAt(path);
  if (located === undefined) return 'remove it';
  const { schema, optional } = located;
  const { fix, example, secret, numbersWith } = declarationOf(schema);
  if (found === undefined) return `add ${assignment(path, example)}`;
  const special = fix?.(found) ?? (secret === true ? undefined : converted(path, schema, found));
  return (
    special ??
    `change it, for example to ${assignment(path, closest(schema, found, numbersWith?.(beside)) ?? example)}${omission(optional)}`
  );
}

function omission(optional: boolean): string {
  return optional ? ', or leave it out' : '';
}

/** A number in quotes, a text without them, or a word with a slip in it. */
function converted(path: Path, schema: z.ZodType, found: unknown): string | undefined {
  const isValid = (value: unknown): boolean => schema.safeParse(value).success;
  if (typeof found === 'string' && found.trim() !== '' && isValid(Number(found)))
    return `write it without quotes: ${assignment(path, Number(found))}`;
  if ((found === 'true' || found === 'false') && isValid(found === 'true'))
    return `write it without quotes: ${assignment(path, found === 'true')}`;
  if ((typeof found === 'number' || typeof found === 'boolean') && isValid(String(found)))
    return `write it in quotes: ${assignment(path, String(found))}`;
  const meant =
    typeof found === 'string' && schema instanceof z.ZodEnum ? nearest(found, schema.options.map(String)) : undefined;
  return meant === undefined ? undefined : `did you mean ${assignment(path, meant)}?`;
}

/** The allowed number that is nearest, where only some numbers are. @param among those that go with other options */
function closest(schema: z.ZodType, found: unknown, among: readonly number[] = []): number | undefined {
  if (!(schema instanceof z.ZodLiteral) || typeof found !== 'number') return undefined;
  return [...(among.length > 0 ? among : schema.values)]
    .filter((value) => typeof value === 'number')
    .sort((a, b) => Math.abs(a - found) - Math.abs(b - found))[0];
}

function assignment(path: Path, value: unknown): string {
  const key = path.at(-1);
  const shown = JSON.stringify(value);
  return typeof key === 'string' ? `${key}: ${shown}` : shown;
}
