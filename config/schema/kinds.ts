import { z } from 'zod';
import { list } from '../issue';
import type { NameRule } from '../names';
import { option, type Declaration } from './option';

/** What a declaration still has to say where the kind of the option says the rest. */
type Rest<Given extends keyof Declaration> = Omit<Declaration, Given>;

/** A whole number in a range, both ends included; `unit` says what it counts. */
export function wholeNumber(
  min: number,
  max: number,
  declaration: Rest<'allowed' | 'example'> & { readonly unit?: string; readonly default: number },
): z.ZodInt {
  const { unit, ...rest } = declaration;
  const allowed = `a whole number${unit === undefined ? '' : ` of ${unit}`} from ${min} to ${max}`;
  return option(z.int().min(min).max(max), {
    allowedInShort: `${min} to ${max}`,
    ...rest,
    allowed,
    example: declaration.default,
  });
}

/** One of some numbers. */
export function oneOf<const Values extends readonly number[]>(
  values: Values,
  declaration: Rest<'example'> & { readonly default: Values[number] },
): z.ZodLiteral<Values[number]> {
  return option(z.literal(values), { ...declaration, example: declaration.default });
}

/** One of some words. */
export function choice<const Word extends string>(
  words: readonly Word[],
  declaration: Rest<'example' | 'allowed'> & { readonly default: NoInfer<Word> },
): z.ZodEnum<{ [Each in Word]: Each }> {
  const allowed = words.map((word) => `"${word}"`).join(' or ');
  const inShort = words.map((word) => `\`${word}\``).join(' or ');
  return option(z.enum(words), {
    ...declaration,
    allowed,
    allowedInShort: inShort,
    example: declaration.default,
  });
}

/** `true` or `false`; `false` where nothing is said. */
export function yesOrNo(declaration: Rest<'allowed' | 'example' | 'default'>): z.ZodBoolean {
  return option(z.boolean(), {
    ...declaration,
    allowed: 'true or false',
    allowedInShort: '`true` or `false`',
    example: false,
    default: false,
  });
}

/** Text that a grammar describes. */
export function text(grammar: RegExp, declaration: Declaration): z.ZodString {
  return option(z.string().regex(grammar), declaration);
}

/** A list with one kind of item; `items` is what people call several of them. */
export function listOf<Item extends z.ZodType>(
  item: Item,
  declaration: Rest<'allowed'> & { readonly items: string; readonly least?: number; readonly most: number },
): z.ZodArray<Item> {
  const { items, least = 0, most, ...rest } = declaration;
  const allowed = `a list of ${least > 0 ? `${least} to` : 'up to'} ${most} ${items}`;
  const upToMost = z.array(item).max(most);
  return option(least > 0 ? upToMost.min(least) : upToMost, { ...rest, allowed });
}

/** Options that belong together; any of them may be left out, and then all of the group. */
export function group<Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
  declaration: Rest<'example' | 'allowed'> & { readonly example?: unknown; readonly allowed?: string },
): z.ZodObject<Shape, z.core.$strict> {
  const allowed = `an object with the options ${list(Object.keys(shape), 'and')}`;
  return option(z.strictObject(shape), { override: 'merge', example: {}, allowed, ...declaration });
}

/**
 * An object whose keys are names that people choose, each with one kind of value. `check-names.ts` checks the names, so
 * that a bad name does not hide what is wrong with its value.
 */
export function recordOf<Value extends z.ZodType>(
  value: Value,
  declaration: Declaration & { readonly names: NameRule; readonly least?: number },
): z.ZodRecord<z.ZodString, Value> {
  const { least = 0, ...rest } = declaration;
  const { source } = rest.names.pattern;
  const keywords = { propertyNames: { pattern: source }, ...(least > 0 && { minProperties: least }) };
  const record = z.record(z.string(), value).refine((entries) => Object.keys(entries).length >= least);
  return option(record, { ...rest, keywords: { ...keywords, ...rest.keywords } });
}
