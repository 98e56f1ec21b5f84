import type { z } from 'zod';
import { valueAt } from './data';
import { nearest } from './did-you-mean';
import { describe, formatPath, isWithin, list, quote, type Finding, type Path } from './issue';
import { declarationOf, refusalOf } from './schema/option';
import { optionsOf, unwrap } from './schema/inspect';
import { schemaAt } from './schema/navigate';
import { platformSchema } from './schema/platform';
import { fixFor } from './suggest-fix';

/** Everything that is wrong with the form of a config: options that are missing, unknown or no valid value by themselves. */
export function checkShape(data: unknown): readonly Finding[] {
  const { error } = platformSchema.safeParse(data);
  const findings = (error?.issues ?? []).flatMap((issue) => toFindings(data, issue));
  return findings.filter(
    (finding, index) => !findings.slice(0, index).some((earlier) => isWithin(finding.path, earlier.path)),
  );
}

function toFindings(data: unknown, issue: z.core.$ZodIssue): readonly Finding[] {
  // Plain data has no symbols, so neither have its paths.
  const path = issue.path as Path;
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => unknownOption(path, key))
    : [wrongValue(data, path)];
}

function unknownOption(parent: Path, name: string): Finding {
  const path = [...parent, name];
  const schema = optionSchema(parent);
  const options = optionsOf(schema);
  const names = options.map(([each]) => each);
  const refusal = refusalOf(schema, name);
  const allowed = `the options ${list(names, 'and')}`;
  if (refusal !== undefined) return { path, allowed, ...refusal };
  const synonym = options.find(([, each]) => declarationOf(unwrap(each).schema).synonyms?.includes(name));
  const meant = nearest(name, names) ?? synonym?.[0];
  const fix = meant === undefined ? 'remove it' : `did you mean ${meant}?`;
  return { path, found: `an unknown option ${quote(name)}`, allowed, fix };
}

function wrongValue(data: unknown, path: Path): Finding {
  const value = valueAt(data, path);
  const schema = optionSchema(path);
  const { allowed, secret } = declarationOf(schema);
  const refusal = refusalOf(schema, value);
  if (refusal !== undefined) return { path, allowed, ...refusal, found: `${describe(value)}, ${refusal.found}` };
  const found = secret === true && value !== undefined ? 'something that is not shown here' : describe(value);
  return { path, found, allowed, fix: fixFor(path, value, valueAt(data, path.slice(0, -1))) };
}

function optionSchema(path: Path): z.ZodType {
  const located = schemaAt(path);
  if (located === undefined) throw new Error(`the config schema has no option ${formatPath(path)}`);
  return located.schema;
}
