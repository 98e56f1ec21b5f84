import type { Policy } from '../../iam/policy';
import type { Next } from '../handler';
import type { Service } from '../service';
import type { Memory } from '../table';

/** The policy of a resource itself, and the account it belongs to. */
export interface ResourcePolicy {
  /** @default it has none */
  readonly policy?: Policy;
  /** Account of the resource, 12 digits. @default unknown: the caller's */
  readonly account?: string;
  /** Whether nothing is allowed that the policy does not allow. @default false */
  readonly isRequired?: boolean;
}

/** What the policy of a resource is found with. */
export interface ResourceLookup {
  readonly memory: Memory;
  readonly moto: Next;
}

/**
 * Reads the policy of a resource, if its service keeps such policies.
 * @param resource ARN, or `*`
 * @throws PolicyError if it cannot be read
 */
export async function resourcePolicyOf(
  { services, ...lookup }: ResourceLookup & { readonly services: readonly Service[] },
  resource: string,
): Promise<ResourcePolicy> {
  const [, , service, , account = ''] = resource.split(':');
  const policyOf = services.find(({ signingName }) => signingName === service)?.resourcePolicy;
  return policyOf?.(lookup, resource) ?? (account === '' ? {} : { account });
}
