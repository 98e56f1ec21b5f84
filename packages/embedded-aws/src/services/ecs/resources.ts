import { DescribeClustersCommand, ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. Revisions of task definitions do not count: AWS keeps them forever, too. */
export const ECS_RESOURCES: Readonly<Record<string, ListResources>> = {
  cluster: async (settings) => {
    const ecs = new ECSClient(settings);
    const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
    const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: clusterArns }));
    // A deleted cluster is listed for some time, as inactive.
    return clusters.filter(({ status }) => status === 'ACTIVE').map(({ clusterName }) => clusterName);
  },
};
