import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const ECR_RESOURCES: Readonly<Record<string, ListResources>> = {
  'image repository': async (settings) =>
    (await new ECRClient(settings).send(new DescribeRepositoriesCommand({}))).repositories?.map(
      ({ repositoryName }) => repositoryName,
    ) ?? [],
};
