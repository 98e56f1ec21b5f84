import { networkIn } from '../runtime/network';
import { storedIn } from '../runtime/stored';
import { forgetTargets } from '../runtime/targets';
import { succeeded } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { formOf } from '../../../gateway/query';

/** Lets load balancers know that what is stored has changed. */
export const changes: Handler = {
  service: 'elasticloadbalancing',
  operations: [
    'CreateListener',
    'CreateLoadBalancer',
    'CreateRule',
    'CreateTargetGroup',
    'DeleteListener',
    'DeleteLoadBalancer',
    'DeleteRule',
    'DeleteTargetGroup',
    'ModifyListener',
    'ModifyLoadBalancerAttributes',
    'ModifyRule',
    'ModifyTargetGroup',
    'ModifyTargetGroupAttributes',
    'SetRulePriorities',
    'SetSecurityGroups',
    'SetSubnets',
  ],
  handle: async (request, next, { memory, runtime }) => {
    const answer = await next(request);
    storedIn(runtime, request).memo.forget();
    if (request.operation === 'DeleteTargetGroup' && succeeded(answer)) {
      forgetTargets(memory, request, formOf(request).get('TargetGroupArn') ?? '');
    }
    return answer;
  },
};

/** Lets load balancers know that what their targets are connected to has changed. */
export const networkChanges: Handler = {
  service: 'ec2',
  operations: [
    'AuthorizeSecurityGroupEgress',
    'AuthorizeSecurityGroupIngress',
    'CreateNetworkInterface',
    'DeleteNetworkInterface',
    'ModifyNetworkInterfaceAttribute',
    'ModifySecurityGroupRules',
    'RevokeSecurityGroupEgress',
    'RevokeSecurityGroupIngress',
  ],
  handle: async (request, next, { runtime }) => {
    const answer = await next(request);
    networkIn(runtime, request).memo.forget();
    return answer;
  },
};
