import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const SSM_RESOURCES: Readonly<Record<string, ListResources>> = {
  parameter: async (settings) =>
    (await new SSMClient(settings).send(new DescribeParametersCommand({}))).Parameters?.map(({ Name }) => Name) ?? [],
};
