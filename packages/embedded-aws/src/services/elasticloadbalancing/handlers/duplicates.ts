import { AwsError } from '../../../gateway/aws-error';
import type { Handler } from '../../../gateway/handler';
import { callAction, formOf } from '../../../gateway/query';

/** Refuses a second load balancer of one name, which moto takes. */
export const duplicateLoadBalancers: Handler = {
  service: 'elasticloadbalancing',
  operations: ['CreateLoadBalancer'],
  handle: async (request, next, { moto }) => {
    const name = formOf(request).get('Name') ?? '';
    const found = await callAction(request, moto, 'DescribeLoadBalancers', { 'Names.member.1': name });
    if (found !== undefined) {
      throw new AwsError('DuplicateLoadBalancerName', 'A load balancer with the specified name already exists.');
    }
    return next(request);
  },
};

/** Refuses a second listener of one port on one load balancer, which moto takes. */
export const duplicateListeners: Handler = {
  service: 'elasticloadbalancing',
  operations: ['CreateListener'],
  handle: async (request, next, { moto }) => {
    const form = formOf(request);
    const loadBalancer = { LoadBalancerArn: form.get('LoadBalancerArn') ?? '' };
    const found = (await callAction(request, moto, 'DescribeListeners', loadBalancer)) ?? '';
    if (found.includes(`<Port>${form.get('Port') ?? ''}</Port>`)) {
      throw new AwsError('DuplicateListener', 'A listener with the specified port already exists.');
    }
    return next(request);
  },
};
