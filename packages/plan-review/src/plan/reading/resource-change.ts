import { marksOfType } from '../masking/sensitive-names';
import { readMarked, type Marks } from '../masking/marked-value';
import type { Secrets } from '../masking/secrets';
import type { ResourceChange } from '../plan';
import { isObject, type ValueObject } from '../value';
import { readActions } from './action';
import type { ResourceChangeJson } from './plan-json';

/**
 * @param where path of it in the plan
 * @throws PlanFormatError if Terraform has no such actions
 */
export function readResourceChange(json: ResourceChangeJson, where: string, secrets: Secrets): ResourceChange {
  const { change } = json;
  return {
    address: json.address ?? addressOf(json),
    ...(json.previous_address != null && { previousAddress: json.previous_address }),
    mode: json.mode === 'data' ? 'data' : 'managed',
    type: json.type,
    name: json.name,
    provider: json.provider_name,
    ...readActions(change.actions, `${where}.change.actions`),
    ...(change.importing != null && { importId: importIdOf(change.importing) }),
    ...(json.action_reason != null && { actionReason: json.action_reason }),
    ...(json.deposed != null && { deposed: json.deposed }),
    replacePaths: change.replace_paths ?? [],
    before: readAttributes(json.type, change.before, { sensitive: change.before_sensitive }, secrets),
    after: readAttributes(
      json.type,
      change.after,
      { sensitive: change.after_sensitive, unknown: change.after_unknown },
      secrets,
    ),
  };
}

function addressOf({ module_address, mode, type, name, index }: ResourceChangeJson): string {
  const parts = [module_address, mode === 'data' ? 'data' : undefined, type, name].filter((part) => part != null);
  return parts.join('.') + (index == null ? '' : `[${JSON.stringify(index)}]`);
}

type Json = Readonly<Record<string, unknown>>;
type Attributes = ValueObject | null;

function readAttributes(type: string, json: Json | null | undefined, marks: Marks, secrets: Secrets): Attributes {
  const sensitive = marks.sensitive === true ? markEach(json) : (marks.sensitive ?? marksOfType(type, json ?? {}));
  const value = readMarked(json ?? null, { ...marks, sensitive }, secrets);
  return isObject(value) ? value : null;
}

/** A resource that is secret as a whole still has its attributes, each of them secret. */
function markEach(json: Json | null | undefined): unknown {
  return Object.fromEntries(Object.keys(json ?? {}).map((name) => [name, true]));
}

/** Terraform 1.12 imports by a set of attributes, too. An identifier may be unknown. */
function importIdOf({ id, identity }: NonNullable<ResourceChangeJson['change']['importing']>): string {
  if (id != null) return id;
  return Object.entries(identity ?? {})
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
