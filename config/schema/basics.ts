import { z } from 'zod';
import { option, type Help } from './option';

/** A whole number in a range, both ends included; `unit` is read after the number. */
export function wholeNumber(
  min: number,
  max: number,
  help: Omit<Help, 'allowed' | 'example'> & { readonly unit: string; readonly default: number },
): z.ZodInt {
  const { unit, ...rest } = help;
  const allowed = `a whole number of ${unit} from ${min} to ${max}`;
  return option(z.int().min(min).max(max), { ...rest, allowed, example: help.default });
}

/** `true` or `false`. */
export function yesOrNo(description: string): z.ZodBoolean {
  return option(z.boolean(), { description, allowed: 'true or false', example: false, default: false });
}

/** Text that a grammar describes. */
export function text(grammar: RegExp, help: Help): z.ZodString {
  return option(z.string().regex(grammar), help);
}

/**
 * An object whose keys are names that people choose, each with one kind of value. `check-names.ts` checks the names, so
 * that a bad name does not hide what is wrong with its value.
 */
export function recordOf<Value extends z.ZodType>(
  value: Value,
  help: Help & { readonly names: RegExp; readonly least?: number },
): z.ZodRecord<z.ZodString, Value> {
  const { names, least = 0, ...rest } = help;
  const keywords = { propertyNames: { pattern: names.source }, ...(least > 0 && { minProperties: least }) };
  const record = z.record(z.string(), value).refine((entries) => Object.keys(entries).length >= least);
  return option(record, { ...rest, keywords: { ...keywords, ...help.keywords } });
}
