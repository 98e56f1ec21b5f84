import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Testing } from 'cdktf';
import { ServiceAlarms } from '../../../../modules/ecs/service-alarms';
import { countResources, resourcesOf } from '../../../helpers/terraform-json';

function alarms(topicArns: readonly string[]): string {
  return Testing.synthScope((scope) => {
    new ServiceAlarms(scope, 'alarms', {
      unhealthyHostsAlarmName: 'unhealthy',
      serverErrorsAlarmName: 'errors',
      targetGroupArnSuffix: 'targetgroup/orders/1',
      loadBalancerArnSuffix: 'app/shop/2',
      topicArns,
    });
  });
}

const topic = 'arn:aws:sns:eu-central-1:123456789012:alarms';

describe('ServiceAlarms', () => {
  const synth = alarms([topic]);

  it('is two alarms', () => {
    expect(countResources(synth)).toEqual({ aws_cloudwatch_metric_alarm: 2 });
    expect(resourcesOf(synth, CloudwatchMetricAlarm).map((alarm) => alarm.alarm_name)).toEqual(['errors', 'unhealthy']);
  });

  it('alarms when a task is unhealthy for three minutes in a row', () => {
    expect(synth).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
      alarm_name: 'unhealthy',
      alarm_description: 'Tasks fail the health check for three minutes.',
      metric_name: 'UnHealthyHostCount',
      statistic: 'Maximum',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
      period: 60,
      evaluation_periods: 3,
      datapoints_to_alarm: 3,
    });
  });

  it('alarms when tasks answer more than five requests a minute with 5xx, in three of five minutes', () => {
    expect(synth).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
      alarm_name: 'errors',
      alarm_description: 'Tasks answer more than five requests a minute with 5xx, in three of five minutes.',
      metric_name: 'HTTPCode_Target_5XX_Count',
      statistic: 'Sum',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 5,
      period: 60,
      evaluation_periods: 5,
      datapoints_to_alarm: 3,
    });
  });

  it.each(['unhealthy', 'errors'])('reads the metrics of the target group and its load balancer: %s', (name) => {
    expect(synth).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
      alarm_name: name,
      namespace: 'AWS/ApplicationELB',
      dimensions: { TargetGroup: 'targetgroup/orders/1', LoadBalancer: 'app/shop/2' },
    });
  });

  it.each(['unhealthy', 'errors'])('does not alarm while there is no data: %s', (name) => {
    expect(synth).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
      alarm_name: name,
      treat_missing_data: 'notBreaching',
    });
  });

  it.each(['unhealthy', 'errors'])('notifies the topics when an alarm begins and when it ends: %s', (name) => {
    expect(synth).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
      alarm_name: name,
      alarm_actions: [topic],
      ok_actions: [topic],
    });
  });

  it.each(['unhealthy', 'errors'])('notifies nothing when there are no topics: %s', (name) => {
    expect(alarms([])).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
      alarm_name: name,
      alarm_actions: [],
      ok_actions: [],
    });
  });
});
