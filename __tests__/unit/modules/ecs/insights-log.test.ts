import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsCloudwatchLogGroups } from '@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups';
import { Testing } from 'cdktf';
import { InsightsLog } from '../../../../modules/ecs/insights-log';
import {
  addressesOf,
  countResources,
  dataSourcesOf,
  onlyResource,
  referenceToData,
} from '../../../helpers/terraform-json';

describe('InsightsLog', () => {
  const synth = Testing.synthScope((scope) => {
    new InsightsLog(scope, 'log', { clusterName: 'shop-dev', retentionDays: 30 });
  });
  const name = '/aws/ecs/containerinsights/shop-dev/performance';

  it('is the log group that AWS prescribes, with a retention', () => {
    expect(onlyResource(synth, CloudwatchLogGroup)).toEqual({ name, retention_in_days: 30 });
    expect(countResources(synth)).toEqual({ aws_cloudwatch_log_group: 1 });
  });

  it('is taken over where there is one of exactly this name, and made where there is none', () => {
    expect(dataSourcesOf(synth, DataAwsCloudwatchLogGroups)).toEqual([{ log_group_name_prefix: name }]);
    expect((JSON.parse(synth) as { import: unknown }).import).toEqual([
      {
        for_each: `\${setintersection(${referenceToData(synth, DataAwsCloudwatchLogGroups, 'log_group_names').slice(2, -1)}, ["${name}"])}`,
        to: addressesOf(synth, CloudwatchLogGroup)[0],
        id: name,
      },
    ]);
  });
});
