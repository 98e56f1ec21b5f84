import { evaluate } from '../../iam/evaluate';
import type { Policy } from '../../iam/policy';
import type { RequestContext } from '../../iam/request';
import type { Memory } from '../table';
import { authorizerOf } from './registry';

/** What an AWS service does under its own name, not for a caller. */
export interface ServiceAccess {
  /** Its principal, e.g. `logging.s3.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  readonly region: string;
  /** Condition keys of the service. */
  readonly context: RequestContext;
}

/**
 * Whether the policy of a resource lets a service in (IAM User Guide, "AWS JSON policy elements: Principal", AWS service
 * principals).
 */
export function isServiceAllowed(memory: Memory, access: ServiceAccess, resourcePolicy: Policy): boolean {
  const { service, action, resource, region } = access;
  const context = {
    ...authorizerOf(memory).globalContext(region),
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
    ...access.context,
  };
  const request = { principal: { type: 'service', name: service }, action, resource, context } as const;
  return evaluate(request, { identityPolicies: [], resourcePolicy }).decision === 'allow';
}
