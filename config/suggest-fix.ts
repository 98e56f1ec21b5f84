import { z } from 'zod';
import type { Path } from './issue';
import { literal } from './literal';
import { namesInList } from './names-in-list';
import { isGroup, optionsOf, unwrap } from './schema/inspect';
import { schemaAt } from './schema/navigate';
import { declarationOf } from './schema/option';
import { nearWord, usableValue } from './usable-value';

/**
 * The change that makes an option's value one that is allowed; it keeps what was found wherever it can be told what that
 * means.
 * @param beside the object that the option is in, as it was found
 */
export function fixFor(path: Path, found: unknown, beside: unknown): string {
  const located = schemaAt(path);
  if (located === undefined) return 'remove it';
  const { schema, optional } = located;
  const { fix, numbersWith, likely } = declarationOf(schema);
  if (found === undefined) return `add ${assignment(path, likely?.(String(path.at(-2) ?? '')) ?? exampleOf(schema))}`;
  const example = closest(schema, found, numbersWith?.(beside)) ?? exampleOf(schema);
  return (
    fix?.(found) ??
    sameValue(path, schema, found) ??
    namesInList(path, schema, found) ??
    `change it, for example to ${assignment(path, example)}${optional ? ', or leave it out' : ''}`
  );
}

/** What was found, in the form that the option takes. */
function sameValue(path: Path, schema: z.ZodType, found: unknown): string | undefined {
  const word = nearWord(schema, found);
  if (word !== undefined) return `did you mean ${assignment(path, word)}?`;
  const value = usableValue(schema, found);
  if (value === undefined) return undefined;
  const isText = typeof found === 'string';
  if (isText && typeof value !== 'object' && literal(value) === found.trim())
    return `write it without quotes: ${assignment(path, value)}`;
  const isPlain = typeof found === 'number' || typeof found === 'boolean';
  if (isPlain && value === String(found)) return `write it in quotes: ${assignment(path, value)}`;
  return `write it as ${assignment(path, value)}`;
}

/** A group of options that may all be left out is shown with its main one. */
function exampleOf(schema: z.ZodType): unknown {
  const { example, main = [] } = declarationOf(schema);
  if (!isGroup(schema) || Object.keys(example as object).length > 0) return example;
  const shown = optionsOf(schema).filter(([name]) => main.includes(name));
  return Object.fromEntries(shown.map(([name, each]) => [name, declarationOf(unwrap(each).schema).example]));
}

/** The allowed number that is nearest, where only some numbers are. @param among those that go with other options */
function closest(schema: z.ZodType, found: unknown, among: readonly number[] = []): number | undefined {
  const wanted = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  if (!(schema instanceof z.ZodLiteral) || typeof wanted !== 'number' || Number.isNaN(wanted)) return undefined;
  return [...(among.length > 0 ? among : schema.values)]
    .filter((value) => typeof value === 'number')
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
}

function assignment(path: Path, value: unknown): string {
  const key = path.at(-1);
  return typeof key === 'string' ? literal({ [key]: value }).slice(2, -2) : literal(value);
}
