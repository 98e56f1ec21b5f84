import type { OutputChange } from '../../plan/plan';
import { hiddenChange, standInWords } from '../../plan/masking/stand-in';
import { isList, Sensitive, UNKNOWN, type Value } from '../../plan/value';

/** What an output is before and after its change, as far as it may be shown. */
export function outputValues({ action, before, after }: OutputChange): readonly string[] {
  if (action === 'create') return [valueText(after)];
  if (action === 'delete') return [valueText(before)];
  const hidden = typeof before === 'string' && typeof after === 'string' ? hiddenChange(before, after) : undefined;
  if (hidden !== undefined) return [valueText(before), hidden];
  return [valueText(before), isSecret(before) && isSecret(after) ? '(sensitive, another value)' : valueText(after)];
}

/** A value of a plan as one line of JSON, with words in place of what is secret or not known yet. */
export function valueText(value: Value): string {
  if (value instanceof Sensitive) return '(sensitive)';
  if (value === UNKNOWN) return '(known after apply)';
  if (typeof value === 'string') return standInWords(value) ?? JSON.stringify(value);
  if (isList(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${valueText(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function isSecret(value: Value): boolean {
  return value instanceof Sensitive;
}
