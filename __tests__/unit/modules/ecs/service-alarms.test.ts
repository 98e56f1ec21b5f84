import { ServiceAlarms } from '../../../../modules/ecs/service-alarms';
import { resources, type StackJson } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

function alarms(topicArns: readonly string[]): StackJson {
  return synthesizeScope((scope) => {
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

function alarm(name: string): Readonly<Record<string, unknown>> {
  const found = resources(alarms([topic]), 'aws_cloudwatch_metric_alarm').filter((block) => block.alarm_name === name);
  expect(found).toHaveLength(1);
  return found[0] ?? {};
}

describe('the alarms of a service', () => {
  it('are two', () => {
    expect(resources(alarms([]), 'aws_cloudwatch_metric_alarm')).toHaveLength(2);
  });

  it('go off when a task is unhealthy for three minutes in a row', () => {
    expect(alarm('unhealthy')).toMatchObject({
      metric_name: 'UnHealthyHostCount',
      statistic: 'Maximum',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
      period: 60,
      evaluation_periods: 3,
      datapoints_to_alarm: 3,
    });
  });

  it('go off when tasks answer more than five requests a minute with 5xx in three of five minutes', () => {
    expect(alarm('errors')).toMatchObject({
      metric_name: 'HTTPCode_Target_5XX_Count',
      statistic: 'Sum',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 5,
      period: 60,
      evaluation_periods: 5,
      datapoints_to_alarm: 3,
    });
  });

  it.each(['unhealthy', 'errors'])('watch the target group behind the load balancer: %s', (name) => {
    expect(alarm(name)).toMatchObject({
      namespace: 'AWS/ApplicationELB',
      dimensions: { TargetGroup: 'targetgroup/orders/1', LoadBalancer: 'app/shop/2' },
    });
  });

  it.each(['unhealthy', 'errors'])('stay quiet while nothing is reported: %s', (name) => {
    expect(alarm(name)).toMatchObject({ treat_missing_data: 'notBreaching' });
  });

  it.each(['unhealthy', 'errors'])('tell the topics when they go off and when they are over: %s', (name) => {
    expect(alarm(name)).toMatchObject({ alarm_actions: [topic], ok_actions: [topic] });
  });

  it('tell nobody when there are no topics', () => {
    for (const block of resources(alarms([]), 'aws_cloudwatch_metric_alarm')) {
      expect(block).toMatchObject({ alarm_actions: [], ok_actions: [] });
    }
  });
});
