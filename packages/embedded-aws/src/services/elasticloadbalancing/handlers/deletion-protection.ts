import { AwsError } from '../../../gateway/aws-error';
import type { Handler } from '../../../gateway/handler';
import { callAction, formOf } from '../../../gateway/query';

const IS_PROTECTED = /<Key>deletion_protection\.enabled<\/Key>\s*<Value>true<\/Value>/;

/** Keeps a load balancer that is protected from being deleted; moto deletes it. */
export const deletionProtection: Handler = {
  service: 'elasticloadbalancing',
  operations: ['DeleteLoadBalancer'],
  handle: async (request, next, { moto }) => {
    const arn = formOf(request).get('LoadBalancerArn') ?? '';
    const attributes = await callAction(request, moto, 'DescribeLoadBalancerAttributes', { LoadBalancerArn: arn });
    if (attributes !== undefined && IS_PROTECTED.test(attributes)) {
      throw new AwsError(
        'OperationNotPermitted',
        `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
      );
    }
    return next(request);
  },
};
