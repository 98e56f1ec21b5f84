import type { z } from 'zod';
import type { Path } from './issue';
import { isGroup, isRecord } from './schema/inspect';
import { declarationOf } from './schema/option';

/** Under which option lists of other tools have the name of an item: ECS, Terraform, CloudFormation. */
const NAME_OPTIONS = ['name', 'Name', 'key', 'Key'];

/**
 * The fix for a list where an object with names belongs: the names of its items, without the values, which may be secret.
 * @returns undefined if it is no such list, or its items have no usable names
 */
export function namesInList(path: Path, schema: z.ZodType, found: unknown): string | undefined {
  if (!isRecord(schema) || !Array.isArray(found) || found.length === 0) return undefined;
  const { names, secret } = declarationOf(schema);
  if (names === undefined || secret === true) return undefined;
  const isOfGroups = isGroup(schema.valueType);
  const items = found.map((item: unknown) => nameOf(item, isOfGroups));
  const keys = items.filter((name) => name !== undefined && names.pattern.test(name));
  if (keys.length < found.length) return undefined;
  const entries = keys.map((name) => `${String(name)}: ${isOfGroups ? '{ ... }' : '...'}`);
  return `write it as an object: ${String(path.at(-1))}: { ${entries.join(', ')} }`;
}

/** @param alone whether a text is the name, and not a value that may be secret: `NAME=value` names a variable */
function nameOf(item: unknown, alone: boolean): string | undefined {
  if (typeof item === 'string') return alone ? item : /^([^=]+)=/.exec(item)?.[1];
  if (typeof item !== 'object' || item === null) return undefined;
  const names = NAME_OPTIONS.map((option) => (item as Readonly<Record<string, unknown>>)[option]);
  return names.find((name) => typeof name === 'string');
}
