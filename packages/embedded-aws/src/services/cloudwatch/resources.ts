import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const CLOUDWATCH_RESOURCES: Readonly<Record<string, ListResources>> = {
  alarm: async (settings) =>
    (await new CloudWatchClient(settings).send(new DescribeAlarmsCommand({}))).MetricAlarms?.map(
      ({ AlarmName }) => AlarmName,
    ) ?? [],
};
