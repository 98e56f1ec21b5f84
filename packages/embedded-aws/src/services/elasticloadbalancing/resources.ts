import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const ELASTIC_LOAD_BALANCING_RESOURCES: Readonly<Record<string, ListResources>> = {
  'load balancer': async (settings) =>
    (await new ElasticLoadBalancingV2Client(settings).send(new DescribeLoadBalancersCommand({}))).LoadBalancers?.map(
      ({ LoadBalancerName }) => LoadBalancerName,
    ) ?? [],
  'target group': async (settings) =>
    (await new ElasticLoadBalancingV2Client(settings).send(new DescribeTargetGroupsCommand({}))).TargetGroups?.map(
      ({ TargetGroupName }) => TargetGroupName,
    ) ?? [],
};
