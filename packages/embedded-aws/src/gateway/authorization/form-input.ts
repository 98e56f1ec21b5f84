import type { JsonObject } from '../json';

type Node = Record<string, unknown>;

/**
 * Reads the form of the query protocols as the structure it spells out: `Tags.member.1.Key=a` is `{ Tags: [{ Key: 'a' }] }`
 * (Smithy specification, "AWS query protocol").
 */
export function formInput(form: URLSearchParams): JsonObject {
  const root: Node = {};
  for (const [name, value] of form) {
    const path = name.split('.').filter((part) => part !== 'member');
    const last = path.pop() ?? '';
    let node = root;
    for (const part of path) node = (node[part] ??= {}) as Node;
    node[last] = value;
  }
  return listsOf(root) as JsonObject;
}

/** Structures whose members are all numbers are lists. */
function listsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, listsOf(member)] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  return isList ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}
