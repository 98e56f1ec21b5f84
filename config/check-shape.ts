import type { z } from 'zod';
import { valueAt, withValue } from './data';
import { describe, isWithin, type Finding, type Path } from './issue';
import { optionSchema } from './schema/navigate';
import { declarationOf, refusalOf } from './schema/option';
import { platformSchema } from './schema/platform';
import { fixFor } from './suggest-fix';
import { meantOption, unknownOption } from './unknown-option';

/**
 * Everything that is wrong with the form of a config: options that are missing, unknown or no valid value by themselves.
 * An option under another name is looked into as well, so that its name and what is in it are told together.
 */
export function checkShape(data: unknown): readonly Finding[] {
  const { error } = platformSchema.safeParse(data);
  const findings = (error?.issues ?? []).flatMap((issue) => toFindings(data, issue));
  const outermost = findings.filter(
    (finding, index) => !findings.slice(0, index).some((earlier) => isWithin(finding.path, earlier.path)),
  );
  return outermost.flatMap((finding) => [finding, ...insideRenamed(data, finding)]);
}

function toFindings(data: unknown, issue: z.core.$ZodIssue): readonly Finding[] {
  // Plain data has no symbols, so neither have its paths.
  const path = issue.path as Path;
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => unknownOption(data, path, key))
    : [wrongValue(data, path)];
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

/** What is wrong in the group or record that has another name, at the places where it stands. */
function insideRenamed(data: unknown, { path }: Finding): readonly Finding[] {
  const meant = meantOption(data, path);
  if (meant === undefined) return [];
  const right = [...path.slice(0, -1), meant];
  const renamed = withValue(withValue(data, right, valueAt(data, path)), path, undefined);
  return checkShape(renamed)
    .filter((finding) => finding.path.length > right.length && isWithin(finding.path, right))
    .map((finding) => ({ ...finding, path: [...path, ...finding.path.slice(right.length)] }));
}
