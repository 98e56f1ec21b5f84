import { authorizerOf } from '../../gateway/authorization/registry';
import type { ResourceLookup } from '../../gateway/authorization/resource-policy';
import { evaluate } from '../../iam/evaluate';
import type { Request, RequestContext } from '../../iam/request';
import { keyPolicy } from './resource-policy';

/** What an AWS service does with a key under its own name. */
export interface ServiceUse {
  /** E.g. `logs.eu-central-1.amazonaws.com`. */
  readonly service: string;
  /** ARN. */
  readonly key: string;
  /** E.g. `kms:Decrypt`. */
  readonly actions: readonly string[];
  /** Condition keys, such as the encryption context. */
  readonly context: RequestContext;
}

/**
 * Whether the policy of a key lets a service use it: the account, which policies name by its root, does not stand for
 * services (AWS KMS Developer Guide, "Key policies in AWS KMS", Allowing AWS services).
 * @throws PolicyError if the policy cannot be read
 */
export async function mayUseKey(lookup: ResourceLookup, use: ServiceUse): Promise<boolean> {
  const { policy } = await keyPolicy(lookup, use.key);
  if (policy === undefined) return false;
  const request: Omit<Request, 'action'> = {
    principal: { type: 'service', name: use.service },
    resource: use.key,
    context: {
      ...authorizerOf(lookup.memory).globalContext(use.key.split(':')[3] ?? ''),
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': use.service,
      ...use.context,
    },
  };
  return use.actions.every(
    (action) => evaluate({ ...request, action }, { identityPolicies: [], resourcePolicy: policy }).decision === 'allow',
  );
}
