import type { ResourceLookup } from '../../gateway/authorization/resource-policy';
import { isServiceAllowed, type ServiceAccess } from '../../gateway/authorization/service-access';
import { keyPolicy } from './resource-policy';

/** What an AWS service does with a key under its own name. */
export interface ServiceUse extends Pick<ServiceAccess, 'service' | 'context'> {
  /** ARN. */
  readonly key: string;
  /** E.g. `kms:Decrypt`. */
  readonly actions: readonly string[];
}

/**
 * Whether the policy of a key lets a service use it: the account, which policies name by its root, does not stand for
 * services (AWS KMS Developer Guide, "Key policies in AWS KMS").
 * @throws PolicyError if the policy cannot be read
 */
export async function mayUseKey(lookup: ResourceLookup, { key, actions, ...use }: ServiceUse): Promise<boolean> {
  const { policy } = await keyPolicy(lookup, key);
  if (policy === undefined) return false;
  const region = key.split(':')[3] ?? '';
  return actions.every((action) => isServiceAllowed(lookup.memory, { ...use, action, resource: key, region }, policy));
}
