import { storedIn } from '../../engines/elasticloadbalancing/stored';
import { forgetTargets } from '../../engines/elasticloadbalancing/targets';
import { succeeded } from '../../calls';
import type { Gap } from '../../gap';
import { formOf } from '../../query';

/** Lets load balancers know that what is stored has changed. */
export const changes: Gap = {
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
  ],
  handle: async (request, next, { memory, runtime }) => {
    const answer = await next(request);
    storedIn(runtime, request).forget();
    if (request.operation === 'DeleteTargetGroup' && succeeded(answer)) {
      forgetTargets(memory, request, formOf(request).get('TargetGroupArn') ?? '');
    }
    return answer;
  },
};
