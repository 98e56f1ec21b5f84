import type { Problem } from './check-stack';
import { ALLOWED_TEXTS, problemIn } from './expressions';
import type { Json } from './read-json';
import { step } from './refusal';

/**
 * Looks into every text at every depth, names of properties included: Terraform takes all of them for templates, but for
 * some whose text it takes as it is.
 */
export function checkTexts(value: Json, types: ReadonlySet<string>, path = ''): Problem[] {
  if (typeof value === 'string') return problemsIn(value, types, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const at = path === '' ? step(key) : `${path}.${step(key)}`;
    return [...problemsIn(key, types, at), ...checkTexts(each, types, at)];
  });
}

function problemsIn(text: string, types: ReadonlySet<string>, path: string): Problem[] {
  const found = problemIn(text, types);
  return found === undefined ? [] : [{ path, found, allowed: ALLOWED_TEXTS }];
}
