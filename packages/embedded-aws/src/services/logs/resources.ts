import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const LOGS_RESOURCES: Readonly<Record<string, ListResources>> = {
  'log group': async (settings) =>
    (await new CloudWatchLogsClient(settings).send(new DescribeLogGroupsCommand({}))).logGroups?.map(
      ({ logGroupName }) => logGroupName,
    ) ?? [],
};
