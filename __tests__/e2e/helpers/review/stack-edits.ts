import type { StackJson } from '../../../../cli/stacks/manifest';

/** A change of a stack's JSON, as the app would write it. */
export type StackEdit = (json: StackJson) => StackJson;

type Resources = NonNullable<StackJson['resource']>;

/** Gives resources of a type other attributes: the only one, or all of them. */
export function set(type: string, attributes: object): StackEdit {
  return (json) => withType(json, type, (instances) => mapValues(instances, (one) => ({ ...one, ...attributes })));
}

/** Takes the resources of some types out, with the outputs and policies that need them. */
export function drop(...types: readonly string[]): StackEdit {
  return (json) => ({ ...json, resource: without(json.resource ?? {}, types) });
}

/** Adds a resource, or takes the place of one. */
export function add(type: string, name: string, attributes: object): StackEdit {
  return (json) => withType(json, type, (instances) => ({ ...instances, [name]: { ...attributes } }));
}

/** Replaces a text everywhere in the JSON. @throws Error if it is not there */
export function rewrite(from: string, to: string): StackEdit {
  return (json) => {
    const text = JSON.stringify(json);
    if (!text.includes(from)) throw new Error(`the stack has no ${from}`);
    return JSON.parse(text.replaceAll(from, to)) as StackJson;
  };
}

/** Gives a resource another name, and says so in a `moved` block. */
export function move(type: string, to: string): StackEdit {
  return (json) => {
    const [from] = Object.keys(json.resource?.[type] ?? {});
    if (from === undefined) throw new Error(`the stack has no ${type}`);
    const moved = [{ from: `${type}.${from}`, to: `${type}.${to}` }];
    return { ...rewrite(from, to)(json), moved };
  };
}

/** Adds or replaces blocks at the top, e.g. `import`. */
export function block(name: string, content: unknown): StackEdit {
  return (json) => ({ ...json, [name]: content });
}

/** Takes outputs out. */
export function dropOutputs(...names: readonly string[]): StackEdit {
  return (json) => ({ ...json, output: without(json['output'] as Record<string, unknown>, names) });
}

/** Does one edit after the other. */
export function all(...edits: readonly StackEdit[]): StackEdit {
  return (json) => edits.reduce((edited, edit) => edit(edited), json);
}

function withType(
  json: StackJson,
  type: string,
  change: (instances: Resources[string]) => Resources[string],
): StackJson {
  const resources = json.resource ?? {};
  return { ...json, resource: { ...resources, [type]: change(resources[type] ?? {}) } };
}

function mapValues<Value>(
  object: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function without<Value>(object: Readonly<Record<string, Value>>, keys: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
