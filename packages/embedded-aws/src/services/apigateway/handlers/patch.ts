import { AwsError } from '../../../gateway/aws-error';
import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';

/** What kind of value a member of a resource is, and so what a patch may do to it. */
export type Shape =
  | 'text'
  | 'number'
  | 'boolean'
  | 'list'
  | { readonly map: 'text' | 'boolean' }
  | { readonly members: Readonly<Record<string, Shape>> };

/** One step of an update (API Gateway API Reference, "PatchOperation"). */
export interface PatchOperation {
  readonly op: string;
  /** Slashes in a name are written `~1`, tildes `~0`. */
  readonly path: string;
  readonly value: string;
}

/** The patch operations of an Update call. */
export function patchOperationsOf(input: JsonObject): readonly PatchOperation[] {
  return asList(input['patchOperations'])
    .map(asObject)
    .map(({ op, path, value }) => ({ op: asText(op), path: asText(path), value: asText(value) }));
}

/**
 * Changes a resource as API Gateway does (API Gateway REST API Reference, "Patch operations").
 * @param shape of the members that can be patched
 * @returns the changed resource; what was taken away is null
 * @throws AwsError BadRequestException if a path or an operation does not fit the shape
 */
export function patch(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  members: Readonly<Record<string, Shape>>,
): JsonObject {
  return operations.reduce<JsonObject>(
    (changed, operation) => asObject(patched(changed, { members }, segmentsOf(operation.path), operation)),
    resource,
  );
}

/** The names that a path goes through. */
function segmentsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function patched(value: unknown, shape: Shape, path: readonly string[], operation: PatchOperation): unknown {
  if (shape === 'list') return patchedList(asList(value), path, operation);
  const [name, ...rest] = path;
  if (name === undefined) return patchedValue(shape, operation);
  const inner = innerShape(shape, name);
  if (inner === undefined) throw invalid(operation);
  const members = asObject(value);
  const changed = patched(members[name], inner, rest, operation);
  if (changed !== null || typeof shape !== 'object' || 'members' in shape) return { ...members, [name]: changed };
  return Object.fromEntries(Object.entries(members).filter(([other]) => other !== name));
}

function innerShape(shape: Shape, name: string): Shape | undefined {
  if (typeof shape !== 'object') return undefined;
  return 'map' in shape ? shape.map : shape.members[name];
}

function patchedValue(shape: Shape, operation: PatchOperation): unknown {
  const { op, value } = operation;
  if (op === 'remove') return null;
  if (typeof shape === 'object' || (op !== 'replace' && op !== 'add')) throw invalid(operation);
  if (shape === 'boolean') return value.toLowerCase() === 'true';
  if (value === '') return null;
  return shape === 'number' ? Number(value) : value;
}

/** Members of a list are named in the path or in the value; a path may also give the position of one. */
function patchedList(list: readonly unknown[], [name]: readonly string[], operation: PatchOperation): unknown {
  const { op, value } = operation;
  const member = name ?? value;
  if (op === 'add') return list.includes(member) ? list : [...list, member];
  if (op === 'remove') return name === undefined && value === '' ? [] : list.filter((other) => other !== member);
  if (op !== 'replace') throw invalid(operation);
  if (name === undefined) return [value];
  return list.map((other, index) => (other === name || String(index) === name ? value : other));
}

function invalid({ op, path }: PatchOperation): AwsError {
  return new AwsError('BadRequestException', `Invalid patch path '${path}' specified for op '${op}'`);
}
