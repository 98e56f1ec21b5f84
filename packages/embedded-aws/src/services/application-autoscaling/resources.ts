import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  ServiceNamespace,
} from '@aws-sdk/client-application-auto-scaling';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const APPLICATION_AUTO_SCALING_RESOURCES: Readonly<Record<string, ListResources>> = {
  'scalable target': async (settings) => {
    const list = new DescribeScalableTargetsCommand({ ServiceNamespace: ServiceNamespace.ECS });
    const { ScalableTargets = [] } = await new ApplicationAutoScalingClient(settings).send(list);
    return ScalableTargets.map(({ ResourceId }) => ResourceId);
  },
};
